import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AlicloudNetworkArgs } from "./alicloud-network.ts";
import { childOptions } from "./child-options.ts";

/** The VPC itself. */
export function createVpc(parent: pulumi.Resource, name: string, args: AlicloudNetworkArgs): Network {
  const { labels, cidr } = args;
  return new Network(
    `${name}-vpc`,
    {
      vpcName: labels.physicalName("vpc"),
      cidrBlock: cidr,
      description: "Both mini-programs' hosts on Alibaba Cloud",
      tags: labels.tags("platform"),
    },
    childOptions(parent, args),
  );
}

/** A vSwitch for each planned subnet, by the subnet's name. */
export function createSubnets(
  parent: pulumi.Resource,
  name: string,
  vpc: Network,
  args: AlicloudNetworkArgs,
): ReadonlyMap<string, Switch> {
  const { labels, subnets } = args;
  return new Map(
    subnets.map((subnet) => [
      subnet.name,
      new Switch(
        `${name}-${subnet.name}`,
        {
          vpcId: vpc.id,
          vswitchName: labels.physicalName(subnet.name),
          zoneId: subnet.zone,
          cidrBlock: subnet.cidr,
          tags: labels.tags("platform"),
        },
        childOptions(parent, args),
      ),
    ]),
  );
}
