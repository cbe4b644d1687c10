import type { Recorded, Recording } from "./recorded.ts";

const GROUP = "alicloud:ecs/securityGroup:SecurityGroup";
const RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule";
const INSTANCE = "alicloud:ecs/instance:Instance";

/**
 * Who reaches which host on which port, computed from the resources as the cloud would: a rule of a host's groups lets
 * in what its source names. One line for each permission, `<source> -> <host> <protocol> <port>`.
 */
export function reachability(made: Recording): string[] {
  const groups = new Map(made.ofType(GROUP).map((group) => [`${group.name}-id`, group]));
  const members = (groupId: unknown) =>
    made.ofType(INSTANCE).filter(({ inputs }) => (inputs.securityGroups as unknown[]).includes(groupId));
  const lines = made.ofType(RULE).flatMap(({ inputs: rule }) => {
    if (rule.type !== "ingress" || rule.policy !== "accept")
      throw new Error("only accepting ingress rules are known here");
    if (!groups.has(rule.securityGroupId as string))
      throw new Error(`a rule of no group: ${String(rule.securityGroupId)}`);
    const sources =
      rule.cidrIp === undefined ? members(rule.sourceSecurityGroupId).map(nameOf) : [rule.cidrIp as string];
    const [first, last] = String(rule.portRange).split("/");
    const port = rule.ipProtocol === "all" ? "" : first === last ? ` ${first}` : ` ${first}-${last}`;
    return members(rule.securityGroupId).flatMap((host) =>
      sources
        .filter((source) => source !== host.name)
        .map((source) => `${source} -> ${host.name} ${String(rule.ipProtocol)}${port}`),
    );
  });
  // A basic group whose members may talk freely lets in everything from each to each.
  for (const [id, group] of groups) {
    if (group.inputs.innerAccessPolicy === "Drop") continue;
    for (const host of members(id))
      for (const other of members(id)) if (other !== host) lines.push(`${other.name} -> ${host.name} all`);
  }
  return [...new Set(lines)].sort();
}

function nameOf({ name }: Recorded): string {
  return name;
}
