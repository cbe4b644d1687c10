import { text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { ecsId, randomLetters } from "./ids.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VPC_NOT_FOUND } from "./vpc.ts";

export const SECURITY_GROUP_NOT_FOUND = {
  code: "InvalidSecurityGroupId.NotFound",
  message: "The specified SecurityGroupId does not exist.",
} as const;

export const securityGroup: ResourceType = {
  type: "alicloud:securityGroup",
  service: "Ecs",
  actions: {
    create: "CreateSecurityGroup",
    describe: "DescribeSecurityGroupAttribute",
    modify: "ModifySecurityGroupAttribute",
    remove: "DeleteSecurityGroup",
  },
  nameAttribute: "securityGroupName",
  id: (_, region) => ecsId("sg", region),
  notFound: SECURITY_GROUP_NOT_FOUND,
  references: [
    {
      attribute: "vpcId",
      to: "alicloud:vpc",
      missing: VPC_NOT_FOUND,
      holds: {
        code: "DependencyViolation.SecurityGroup",
        message: "Specified VPC still has security groups.",
      },
    },
  ],
  quotas: [
    {
      limit: 500,
      exceeded: {
        code: "QuotaExceed.SecurityGroup",
        message: "The maximum number of security groups is reached.",
      },
    },
  ],
  complete: (wanted, { now }) => ({
    createTime: timestamp(now),
    securityGroupType: wanted.securityGroupType ?? "normal",
    // Members of an advanced group are kept apart, whatever anybody asks for.
    innerAccessPolicy:
      wanted.securityGroupType === "enterprise" ? "Drop" : (wanted.innerAccessPolicy ?? "Accept"),
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
  describe: ({ attributes }) => ({ innerAccess: text(attributes, "innerAccessPolicy") === "Accept" }),
};

export const securityGroupRule: ResourceType = {
  type: "alicloud:securityGroupRule",
  service: "Ecs",
  actions: {
    create: "AuthorizeSecurityGroup",
    describe: "DescribeSecurityGroupAttribute",
    modify: "ModifySecurityGroupRule",
    remove: "RevokeSecurityGroup",
  },
  // What a rule says is its identity: the API knew no rule ids when this was laid down.
  id: (rule) =>
    [
      text(rule, "securityGroupId"),
      text(rule, "type"),
      text(rule, "ipProtocol"),
      text(rule, "portRange"),
      text(rule, "nicType"),
      text(rule, "cidrIp") ||
        // The provider writes its ids with colons between the parts.
        text(rule, "ipv6CidrIp").replaceAll(":", "_") ||
        text(rule, "sourceSecurityGroupId") ||
        text(rule, "prefixListId"),
      text(rule, "policy"),
      String(rule.priority ?? ""),
    ].join(":"),
  notFound: { code: "InvalidSecurityGroupRule.RuleNotExist", message: "The specified rule does not exist." },
  idempotent: true,
  references: [
    {
      attribute: "securityGroupId",
      to: "alicloud:securityGroup",
      missing: SECURITY_GROUP_NOT_FOUND,
      follows: true,
    },
    {
      attribute: "sourceSecurityGroupId",
      to: "alicloud:securityGroup",
      missing: {
        code: "InvalidSourceGroupId.NotFound",
        message: "The SourceGroupId provided does not exist.",
      },
      holds: {
        code: "DependencyViolation",
        message: "The specified security group has been authorized in another one.",
      },
    },
  ],
  quotas: [
    {
      limit: 200,
      per: "securityGroupId",
      exceeded: {
        code: "AuthorizationLimitExceed",
        message: "The limit of authorization records in the security group reaches.",
      },
    },
  ],
  check(wanted, look) {
    const range = text(wanted, "portRange");
    const hasPorts = ["tcp", "udp"].includes(text(wanted, "ipProtocol"));
    if (!isPortRange(range, hasPorts)) {
      look.refuse("InvalidPortRange.Malformed", `The specified parameter PortRange is not valid. (${range})`);
    }
    const group = look.get("alicloud:securityGroup", text(wanted, "securityGroupId"));
    const source = look.get("alicloud:securityGroup", text(wanted, "sourceSecurityGroupId"));
    if (group && source && group.attributes.vpcId !== source.attributes.vpcId) {
      look.refuse(
        "InvalidSecurityGroup.VPCMismatch",
        `The two security groups are not in the same VPC. (${group.id}, ${source.id})`,
      );
    }
  },
  complete: (wanted) => ({
    nicType: wanted.nicType ?? "intranet",
    securityGroupRuleId: `sgr-${randomLetters(RULE_ID_LETTERS)}`,
  }),
};

const RULE_ID_LETTERS = 17;
const HIGHEST_PORT = 65_535;

/** `80/443` for protocols with ports, `-1/-1` for the others. */
function isPortRange(range: string, hasPorts: boolean): boolean {
  if (!hasPorts) return range === "-1/-1";
  const [from, to] = range.split("/").map(Number);
  return from !== undefined && to !== undefined && 1 <= from && from <= to && to <= HIGHEST_PORT;
}
