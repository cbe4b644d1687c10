import type { WrongProgram } from "../../account.ts";

export const SECURITY_GROUP_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:securityGroup",
    code: "InvalidVpcId.NotFound",
    what: "in a VPC that isn't there",
    run: (account) => account.create("alicloud:securityGroup", { vpcId: "vpc-nobody" }),
  },
  {
    type: "alicloud:securityGroup",
    code: "QuotaExceed.SecurityGroup",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:securityGroup": 2 } });
      for (let count = 0; count <= 2; count += 1) await account.create("alicloud:securityGroup");
    },
  },
  {
    type: "alicloud:securityGroup",
    code: "DependencyViolation",
    what: "deleted with an instance in it",
    run: async (account) => {
      await account.the("alicloud:instance");
      await account.remove("alicloud:securityGroup", (await account.the("alicloud:securityGroup")).id);
    },
  },
  {
    type: "alicloud:securityGroup",
    code: "DependencyViolation",
    what: "deleted while another's rule lets it in",
    run: async (account) => {
      const { id } = await account.create("alicloud:securityGroup", { securityGroupName: "tomcat" });
      await account.create("alicloud:securityGroupRule", { cidrIp: null, sourceSecurityGroupId: id });
      await account.remove("alicloud:securityGroup", id);
    },
  },
  {
    type: "alicloud:securityGroupRule",
    code: "InvalidSecurityGroupId.NotFound",
    what: "of a group that isn't there",
    run: (account) => account.create("alicloud:securityGroupRule", { securityGroupId: "sg-nobody" }),
  },
  {
    type: "alicloud:securityGroupRule",
    code: "InvalidSourceGroupId.NotFound",
    what: "for a group that isn't there",
    run: (account) =>
      account.create("alicloud:securityGroupRule", { cidrIp: null, sourceSecurityGroupId: "sg-nobody" }),
  },
  {
    type: "alicloud:securityGroupRule",
    code: "InvalidPortRange.Malformed",
    what: "with one port instead of a range",
    run: (account) => account.create("alicloud:securityGroupRule", { portRange: "443" }),
  },
  {
    type: "alicloud:securityGroupRule",
    code: "InvalidPortRange.Malformed",
    what: "with a range from high to low",
    run: (account) => account.create("alicloud:securityGroupRule", { portRange: "443/80" }),
  },
  {
    type: "alicloud:securityGroupRule",
    code: "InvalidPortRange.Malformed",
    what: "with a port beyond the last",
    run: (account) => account.create("alicloud:securityGroupRule", { portRange: "1/65536" }),
  },
  {
    type: "alicloud:securityGroupRule",
    code: "InvalidPortRange.Malformed",
    what: "with ports for a protocol that has none",
    run: (account) =>
      account.create("alicloud:securityGroupRule", { ipProtocol: "112", portRange: "1/65535" }),
  },
  {
    type: "alicloud:securityGroupRule",
    code: "InvalidSecurityGroup.VPCMismatch",
    what: "for a group of another VPC",
    run: async (account) => {
      const { id: vpcId } = await account.create("alicloud:vpc");
      const { id } = await account.create("alicloud:securityGroup", { vpcId });
      await account.create("alicloud:securityGroupRule", { cidrIp: null, sourceSecurityGroupId: id });
    },
  },
  {
    type: "alicloud:securityGroupRule",
    code: "AuthorizationLimitExceed",
    what: "one more than the quota of its group",
    run: async (account) => {
      account.set({ quotas: { "alicloud:securityGroupRule": 1 } });
      await account.the("alicloud:securityGroupRule");
      await account.create("alicloud:securityGroupRule", { portRange: "80/80" });
    },
  },
  {
    type: "alicloud:securityGroupRule",
    code: "InvalidSecurityGroupRule.RuleNotExist",
    what: "revoked without being there",
    run: (account) =>
      account.remove("alicloud:securityGroupRule", "sg-nobody:ingress:tcp:1/1:intranet:0.0.0.0/0:accept:1"),
  },
];
