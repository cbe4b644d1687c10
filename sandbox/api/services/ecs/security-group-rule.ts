import { type Attributes, type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";

const TYPE = "alicloud:securityGroupRule";

type Direction = "ingress" | "egress";

/** The other side of a rule stands under names of its direction. */
const PEER: Readonly<Record<Direction, Fields>> = {
  ingress: {
    SourceCidrIp: text("cidrIp"),
    Ipv6SourceCidrIp: text("ipv6CidrIp"),
    SourceGroupId: text("sourceSecurityGroupId"),
    SourceGroupOwnerAccount: text("sourceGroupOwnerAccount"),
    SourcePrefixListId: text("prefixListId"),
  },
  egress: {
    DestCidrIp: text("cidrIp"),
    Ipv6DestCidrIp: text("ipv6CidrIp"),
    DestGroupId: text("sourceSecurityGroupId"),
    DestGroupOwnerAccount: text("sourceGroupOwnerAccount"),
    DestPrefixListId: text("prefixListId"),
  },
};

const GIVEN: Fields = {
  PortRange: text("portRange"),
  NicType: text("nicType"),
  Priority: integer("priority"),
  Description: text("description"),
};

/** What makes a rule the rule that it is. */
const IDENTITY = [
  "ipProtocol",
  "portRange",
  "nicType",
  "policy",
  "priority",
  "cidrIp",
  "ipv6CidrIp",
  "sourceSecurityGroupId",
  "prefixListId",
] as const;

/** A rule as a request writes it. The service knows protocols and policies in either case and keeps one. */
function ruleIn(parameters: Parameters, direction: Direction): Record<string, Value> {
  return {
    nicType: "intranet",
    priority: 1,
    ...taken(parameters, { ...GIVEN, ...PEER[direction] }),
    type: direction,
    ipProtocol: parameters.required("IpProtocol").toLowerCase(),
    policy: (parameters.text("Policy") || "accept").toLowerCase(),
  };
}

/** The rules of a request: a list, or one whose fields stand in the request itself, as they did at first. */
function rulesIn(parameters: Parameters, direction: Direction): readonly Record<string, Value>[] {
  const several = parameters.records("Permissions") ?? [];
  return (several.length > 0 ? several : [parameters]).map((one) => ruleIn(one, direction));
}

/** A rule as DescribeSecurityGroupAttribute lists it. */
export function permissionOf({ attributes }: CloudObject): Record<string, Value> {
  const direction = attributes.type === "egress" ? "egress" : "ingress";
  const policy = textOf(attributes, "policy");
  const empty = [...Object.keys(PEER.ingress), ...Object.keys(PEER.egress)].map((name) => [name, ""]);
  return {
    ...Object.fromEntries(empty),
    Description: "",
    ...shown(attributes, {
      ...GIVEN,
      ...PEER[direction],
      Priority: text("priority"),
      SecurityGroupRuleId: text("securityGroupRuleId"),
      CreateTime: text("createTime"),
    }),
    Direction: direction,
    IpProtocol: textOf(attributes, "ipProtocol").toUpperCase(),
    Policy: policy === "drop" ? "Drop" : "Accept",
  };
}

async function rulesOf(call: Call, direction: Direction): Promise<readonly CloudObject[]> {
  const groupId = call.parameters.required("SecurityGroupId");
  await call.need("alicloud:securityGroup", groupId);
  const rules = await call.having(TYPE, "securityGroupId", groupId);
  return rules.filter(({ attributes }) => attributes.type === direction);
}

function isSame(a: Attributes, b: Attributes): boolean {
  return IDENTITY.every((name) => (a[name] ?? "") === (b[name] ?? ""));
}

function authorize(direction: Direction): Action {
  return async (call) => {
    const securityGroupId = call.parameters.required("SecurityGroupId");
    for (const rule of rulesIn(call.parameters, direction)) {
      await call.cloud.create(call.session, TYPE, { ...rule, securityGroupId });
    }
    return {};
  };
}

/** A rule that isn't there is revoked already. Rule ids are another matter: they are of rules that were. */
function revoke(direction: Direction): Action {
  return async (call) => {
    const rules = await rulesOf(call, direction);
    const ids = call.parameters.list("SecurityGroupRuleId") ?? [];
    for (const id of ids) await call.remove(TYPE, byRuleId(rules, id).id);
    if (ids.length > 0) return {};
    for (const wanted of rulesIn(call.parameters, direction)) {
      const rule = rules.find(({ attributes }) => isSame(attributes, wanted));
      if (rule) await call.remove(TYPE, rule.id);
    }
    return {};
  };
}

function byRuleId(rules: readonly CloudObject[], id: string): CloudObject {
  const rule = rules.find(({ attributes }) => attributes.securityGroupRuleId === id);
  if (rule) return rule;
  throw new ApiError(
    404,
    "InvalidSecurityGroupRuleId.NotFound",
    `The specified SecurityGroupRuleId does not exist. (${id})`,
  );
}

function modify(direction: Direction): Action {
  return async (call) => {
    const { parameters } = call;
    const rules = await rulesOf(call, direction);
    const id = parameters.text("SecurityGroupRuleId") ?? "";
    if (id !== "") {
      const changes = {
        ...taken(parameters, { ...GIVEN, ...PEER[direction] }),
        ...(parameters.has("IpProtocol") && { ipProtocol: parameters.required("IpProtocol").toLowerCase() }),
        ...(parameters.has("Policy") && { policy: parameters.required("Policy").toLowerCase() }),
      };
      await call.modify(TYPE, byRuleId(rules, id).id, changes);
      return {};
    }
    const wanted = ruleIn(parameters, direction);
    const rule = rules.find(({ attributes }) => isSame(attributes, wanted));
    if (rule === undefined) {
      throw new ApiError(
        404,
        "InvalidSecurityGroupRule.RuleNotExist",
        "The specified security group rule does not exist.",
      );
    }
    await call.modify(TYPE, rule.id, { description: parameters.text("Description") ?? "" });
    return {};
  };
}

export const SECURITY_GROUP_RULE_ACTIONS: Readonly<Record<string, Action>> = {
  AuthorizeSecurityGroup: authorize("ingress"),
  AuthorizeSecurityGroupEgress: authorize("egress"),
  RevokeSecurityGroup: revoke("ingress"),
  RevokeSecurityGroupEgress: revoke("egress"),
  ModifySecurityGroupRule: modify("ingress"),
  ModifySecurityGroupEgressRule: modify("egress"),
};
