import { EipAddress } from "@pulumi/alicloud/ecs/eipAddress.js";
import { EipAssociation } from "@pulumi/alicloud/ecs/eipAssociation.js";
import { NatGateway } from "@pulumi/alicloud/vpc/natGateway.js";
import type { Network } from "@pulumi/alicloud/vpc/network.js";
import { SnatEntry } from "@pulumi/alicloud/vpc/snatEntry.js";
import type { Switch } from "@pulumi/alicloud/vpc/switch.js";
import * as pulumi from "@pulumi/pulumi";
import type { SubnetPlan } from "../environment/plan-types.ts";
import type { AlicloudNetworkArgs } from "./alicloud-network.ts";
import { childOptions } from "./child-options.ts";

/** Whose subnets call the internet by themselves. */
const GOES_OUT: ReadonlySet<SubnetPlan["tier"]> = new Set(["edge", "app", "nodes", "pods"]);

/**
 * The way out: a NAT gateway with one public address, for every subnet. Edges go out by it too, because the public
 * address of a pair leads to its virtual address and so to one of the two hosts only.
 *
 * @returns the public address
 */
export function createEgress(
  parent: pulumi.Resource,
  name: string,
  vpc: Network,
  vswitches: ReadonlyMap<string, Switch>,
  args: AlicloudNetworkArgs,
): EipAddress {
  const { labels, natBandwidthMbps, protect } = args;
  const tags = labels.tags("platform");
  const gateway = new NatGateway(
    `${name}-nat`,
    {
      natGatewayName: labels.physicalName("nat"),
      vpcId: vpc.id,
      // Alone in its subnet: it takes free addresses of its vSwitch, and those of hosts are planned.
      vswitchId: the(vswitches, "egress").id,
      natType: "Enhanced",
      networkType: "internet",
      paymentType: "PayAsYouGo",
      internetChargeType: "PayByLcu",
      deletionProtection: protect,
      tags,
    },
    childOptions(parent, args),
  );
  const eip = new EipAddress(
    `${name}-nat-eip`,
    {
      addressName: labels.physicalName("nat"),
      bandwidth: pulumi.output(natBandwidthMbps).apply(String),
      // Paid by traffic: the bandwidth is a ceiling for the bill of a runaway host, not something that is rented.
      internetChargeType: "PayByTraffic",
      paymentType: "PayAsYouGo",
      deletionProtection: protect,
      tags,
    },
    childOptions(parent, args),
  );
  const association = new EipAssociation(
    `${name}-nat-eip`,
    { allocationId: eip.id, instanceId: gateway.id, instanceType: "Nat" },
    { parent },
  );
  for (const { name: subnet } of args.subnets.filter(({ tier }) => GOES_OUT.has(tier))) {
    new SnatEntry(
      `${name}-${subnet}`,
      {
        snatEntryName: labels.physicalName(subnet),
        snatTableId: gateway.snatTableIds,
        sourceVswitchId: the(vswitches, subnet).id,
        snatIp: eip.ipAddress,
      },
      // The entry is refused while the address doesn't belong to the gateway, which no property of it says.
      { parent, dependsOn: [association] },
    );
  }
  return eip;
}

function the<T>(values: ReadonlyMap<string, T>, name: string): T {
  const value = values.get(name);
  if (value === undefined)
    throw new Error(`no subnet ${name} in the plan: a defect of environment/subnets.ts`);
  return value;
}
