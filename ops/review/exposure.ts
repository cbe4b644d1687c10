import type { Properties } from "./plan.ts";

/** What a resource lets the whole internet reach, as a short text; undefined when nothing. */
export type Opening = { readonly ports: string; readonly protocol: string; readonly source: string };

const WEB = new Set(["80", "443"]);
/** A /8 is the widest block that a registry hands out: whatever is wider is everybody. */
const WIDEST = 8;

/** A firewall rule that lets everybody in to something else than the web. */
export function openingOf(type: string, properties: Properties): Opening | undefined {
  if (type !== "alicloud:ecs/securityGroupRule:SecurityGroupRule") return undefined;
  if (properties.type === "egress" || properties.policy === "drop") return undefined;
  const sources = [properties.cidrIp, properties.ipv6CidrIp].filter((cidr) => typeof cidr === "string");
  const isNamed = ["sourceSecurityGroupId", "prefixListId"].some((name) => Boolean(properties[name]));
  const source = sources.find(isEverybody) ?? (sources.length === 0 && !isNamed ? "0.0.0.0/0" : undefined);
  if (source === undefined) return undefined;
  const protocol = typeof properties.ipProtocol === "string" ? properties.ipProtocol : "all";
  const range = typeof properties.portRange === "string" ? properties.portRange : "-1/-1";
  const [first = "", last = first] = range.split("/");
  if (protocol === "tcp" && first === last && WEB.has(first)) return undefined;
  if (protocol === "icmp" || protocol === "icmpv6") return undefined;
  return {
    protocol,
    source,
    ports: first === "-1" ? "1-65535" : first === last ? first : `${first}-${last}`,
  };
}

function isEverybody(cidr: string): boolean {
  const [address = "", length] = cidr.trim().split("/");
  if (length === undefined) return false;
  return !/^\d{1,3}$/.test(length) || Number(length) < (address.includes(":") ? 32 : WIDEST);
}

/** A managed service that is open to everybody, in the property that says so. */
export function publicPropertyOf(type: string, properties: Properties): string | undefined {
  switch (type) {
    case "alicloud:oss/bucketAcl:BucketAcl":
    case "alicloud:oss/bucket:Bucket":
      return String(properties.acl ?? "").startsWith("public-read") ? "acl" : undefined;
    case "alicloud:rds/instance:Instance":
    case "alicloud:kvstore/instance:Instance":
      return listOf(properties.securityIps).some((cidr) => cidr === "0.0.0.0" || isEverybody(cidr))
        ? "securityIps"
        : undefined;
    case "alicloud:rds/connection:Connection":
      return "connectionPrefix";
    case "alicloud:cs/managedKubernetes:ManagedKubernetes":
      return properties.slbInternetEnabled === true ? "slbInternetEnabled" : undefined;
    default:
      return undefined;
  }
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
