import { Provider } from "@pulumi/alicloud/provider.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import type * as pulumi from "@pulumi/pulumi";

/** A network with a subnet in each of two zones, and the provider that talks to the API on the loopback interface. */
export interface TwoZones {
  readonly opts: { readonly provider: Provider };
  readonly vpcId: pulumi.Output<string>;
  readonly zones: readonly { readonly zoneId: string; readonly vswitchId: pulumi.Output<string> }[];
}

export function localProvider(): Provider {
  return new Provider("local", { region: "cn-hangzhou", protocol: "HTTP" } as never);
}

/** @param number which of the sixteen-bit blocks of 10.0.0.0/8 it lies in */
export function twoZones(name: string, number: number): TwoZones {
  const opts = { provider: localProvider() };
  const vpc = new Network(name, { vpcName: name, cidrBlock: `10.${number}.0.0/16` }, opts);
  const zones = ["cn-hangzhou-j", "cn-hangzhou-k"].map((zoneId, index) => ({
    zoneId,
    vswitchId: new Switch(
      `${name}-${index}`,
      {
        vswitchName: `${name}-${index}`,
        vpcId: vpc.id,
        cidrBlock: `10.${number}.${index}.0/24`,
        zoneId,
      },
      opts,
    ).id,
  }));
  return { opts, vpcId: vpc.id, zones };
}
