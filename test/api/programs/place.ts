import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import type { CustomResourceOptions, Output } from "@pulumi/pulumi";

export interface Place {
  readonly vpcId: Output<string>;
  readonly vswitchId: Output<string>;
  readonly zoneId: string;
}

/** A network with one subnet, for what must stand in some. */
export function place(opts: CustomResourceOptions): Place {
  const zoneId = "cn-hangzhou-k";
  const vpc = new Network("place", { vpcName: "hougu-place", cidrBlock: "10.20.0.0/16" }, opts);
  const vswitch = new Switch(
    "place",
    { vswitchName: "hougu-place", vpcId: vpc.id, cidrBlock: "10.20.1.0/24", zoneId },
    opts,
  );
  return { vpcId: vpc.id, vswitchId: vswitch.id, zoneId };
}
