// As the program does it: see components/start.
import "../../../components/start/lazy-modules.ts";
import "../../../components/start/promise-stacks.ts";
import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Config } from "@pulumi/pulumi";

/** Rules of each group: with the group itself, a family of ten. */
const RULES_PER_GROUP = 9;

const resources = new Config().requireNumber("resources");
const tags = { owner: "bench", service: "platform", environment: "dev", "cost-centre": "bench" };
const vpc = new Network("vpc", { vpcName: "bench", cidrBlock: "10.0.0.0/16", tags });

for (let family = 0; family < resources / (RULES_PER_GROUP + 1); family++) {
  const name = `group-${family}`;
  const group = new SecurityGroup(name, { vpcId: vpc.id, securityGroupName: name, tags });
  for (let index = 0; index < RULES_PER_GROUP; index++) {
    const port = 8000 + index;
    new SecurityGroupRule(`${name}-${index}`, {
      type: "ingress",
      ipProtocol: "tcp",
      portRange: `${port}/${port}`,
      cidrIp: "10.0.0.0/16",
      securityGroupId: group.id,
    });
  }
}
