import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import type { Network } from "@pulumi/alicloud/vpc/network.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AlicloudNetworkArgs } from "./alicloud-network.ts";
import type { FirewallRulePlan } from "./firewall-plan.ts";

/**
 * A security group for each planned group, with its rules. Way out: a basic group's default, everything; hosts fetch
 * packages and call WeChat by names whose addresses nobody can list.
 *
 * @returns the groups by their names in the plan
 */
export function createFirewall(
  parent: pulumi.Resource,
  name: string,
  vpc: Network,
  { labels, firewall }: AlicloudNetworkArgs,
): ReadonlyMap<string, SecurityGroup> {
  const groups = new Map(
    firewall.groups.map((group) => [
      group.name,
      new SecurityGroup(
        `${name}-${group.name}`,
        {
          securityGroupName: labels.physicalName(group.name),
          description: group.description,
          vpcId: vpc.id,
          // A basic group: an enterprise (advanced) one can't name another group as a source.
          securityGroupType: "normal",
          // Members of a basic group reach each other on every port unless this says otherwise. It ranks below every
          // rule, so a rule whose source is the group itself still opens its port.
          innerAccessPolicy: "Drop",
          tags: labels.tags(group.service),
        },
        { parent },
      ),
    ]),
  );
  const idOf = (group: string): pulumi.Output<string> => {
    const found = groups.get(group);
    if (!found)
      throw new Error(`a rule names the group ${group}, which the plan lacks: a defect of firewall-plan.ts`);
    return found.id;
  };
  for (const rule of firewall.rules) {
    new SecurityGroupRule(
      `${name}-${rule.name}`,
      {
        type: "ingress",
        securityGroupId: idOf(rule.group),
        ipProtocol: rule.protocol,
        portRange: portRange(rule),
        // In a VPC there is no other: also traffic from the internet arrives by the private interface.
        nicType: "intranet",
        policy: "accept",
        priority: 1,
        ...("cidr" in rule.from
          ? { cidrIp: rule.from.cidr }
          : { sourceSecurityGroupId: idOf(rule.from.group) }),
        description: rule.description,
      },
      { parent },
    );
  }
  return groups;
}

/** Alibaba Cloud writes a range as first/last, and -1/-1 for protocols without ports. */
function portRange({ port }: FirewallRulePlan): string {
  return port === undefined ? "-1/-1" : `${port}/${port}`;
}
