import { isWide } from "../../cidr.ts";
import { isUnknown, listOf, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov } from "../../sources.ts";
import { PREFIX_LIST, SECURITY_GROUP_RULE } from "../../types.ts";

const SOURCES = ["cidrIp", "ipv6CidrIp"] as const;
const REST = ["type", "policy", "ipProtocol", "portRange"] as const;

export const noOpenIngress = defineRule({
  id: "no-open-ingress",
  severity: "critical",
  level: "mandatory",
  title: {
    en: "Nobody reaches a port from the whole internet but 80 and 443",
    zh: "除 80 和 443 外，任何端口都不得向整个互联网开放",
  },
  rationale: {
    en: "An administration port that the whole internet reaches is tried within minutes. Two halves of the internet (/1) are the whole of it, so width counts, not the text 0.0.0.0/0.",
    zh: "向整个互联网开放的管理端口几分钟内就会被扫描。两个 /1 就是整个互联网，因此判断的是网段宽度，而不是 0.0.0.0/0 这个写法。",
  },
  remediation: {
    en: "Name the source: a security group (sourceSecurityGroupId), or the administrators' blocks (hougu:network.adminCidrs). Open 80 and 443 over TCP, one port a rule.",
    zh: "写明来源：安全组（sourceSecurityGroupId）或管理员网段（hougu:network.adminCidrs）。80 和 443 用 TCP 开放，每条规则一个端口。",
  },
  sources: [
    {
      document: "CIS Alibaba Cloud Foundation Benchmark v2.0.0",
      clause: "4.3, 4.4",
      topic: "No security group allows ingress from 0.0.0.0/0 to 22 or 3389",
    },
    checkov("CKV_ALI_2", "No security group allows ingress from 0.0.0.0/0 to port 22"),
    checkov("CKV_ALI_3", "No security group allows ingress from 0.0.0.0/0 to port 3389"),
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.3.2",
      topic: "Access control at the boundary",
    },
  ],
  settings: {
    openPorts: {
      schema: { type: "array", items: { type: "integer", minimum: 1, maximum: 65535 } },
      default: [80, 443] as readonly number[],
      meaning: { en: "TCP ports that anybody may reach", zh: "任何人都可以访问的 TCP 端口" },
    },
    widestIpv4: {
      // A /8 is the widest block that a private network has (RFC 1918), and the widest that a registry hands out.
      schema: { type: "integer", minimum: 1, maximum: 32 },
      default: 8 as number,
      meaning: { en: "Shortest IPv4 prefix that still names somebody", zh: "仍算有明确对象的最短 IPv4 前缀" },
    },
    widestIpv6: {
      // A /32 is what registries give to one provider at least.
      schema: { type: "integer", minimum: 1, maximum: 128 },
      default: 32 as number,
      meaning: { en: "Shortest IPv6 prefix that still names somebody", zh: "仍算有明确对象的最短 IPv6 前缀" },
    },
  },
  resource: {
    types: new Set([SECURITY_GROUP_RULE, PREFIX_LIST]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      const wideToo = (cidr: string) => isWide(cidr, settings.widestIpv4, settings.widestIpv6);

      if (type === PREFIX_LIST) {
        for (const [index, entry] of listOf(props.entries).entries()) {
          if (isUnknown(entry.cidr)) yield { undecided: `entries[${index}].cidr` };
          const cidr = textOf(entry.cidr);
          if (cidr !== undefined && wideToo(cidr)) {
            yield {
              broken: {
                en: `entries[${index}] is ${cidr}: a rule that uses this list opens its ports to that block.`,
                zh: `entries[${index}] 为 ${cidr}：引用此前缀列表的规则会向该网段开放端口。`,
              },
            };
          }
        }
        return;
      }

      if (typeof props.type === "string" && props.type !== "ingress") return;
      if (props.policy === "drop") return;
      const range = textOf(props.portRange) ?? "-1/-1";
      const protocol = textOf(props.ipProtocol) ?? "all";
      if (protocol === "tcp" && onlyOpenPorts(range, settings.openPorts)) return;

      const sources = [textOf(props.cidrIp), textOf(props.ipv6CidrIp)].filter((cidr) => cidr !== undefined);
      const named = ["sourceSecurityGroupId", "prefixListId", "cidrIp", "ipv6CidrIp"].some(
        (name) => props[name] !== undefined && props[name] !== "",
      );
      // A rule that names no source at all is open to everybody: the service takes 0.0.0.0/0.
      const wide = sources.find(wideToo) ?? (named ? undefined : "0.0.0.0/0");
      // With a narrow source it doesn't matter which ports; with a wide one everything else does.
      const matters = wide === undefined ? SOURCES : REST;
      const unknown = matters.filter((name) => isUnknown(props[name]));
      if (unknown.length > 0) yield { undecided: unknown.join(", ") };
      else if (wide !== undefined) {
        yield {
          broken: {
            en: `${protocol} ${range} is open to ${wide}; from there only TCP ${settings.openPorts.join(", ")} may be.`,
            zh: `${protocol} ${range} 对 ${wide} 开放；该来源只允许访问 TCP ${settings.openPorts.join("、")}。`,
          },
        };
      }
    },
  },
});

/** Alibaba Cloud writes a range as `first/last`; `-1/-1` is every port. */
function onlyOpenPorts(range: string, open: readonly number[]): boolean {
  const match = /^(\d+)\/(\d+)$/.exec(range.trim());
  if (match === null) return false;
  const [first, last] = [Number(match[1]), Number(match[2])];
  // More ports than are open can't all be open: no need to walk 65,535 of them.
  if (last < first || last - first >= open.length) return false;
  for (let port = first; port <= last; port++) if (!open.includes(port)) return false;
  return true;
}
