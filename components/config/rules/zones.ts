import type { Finding } from "../finding.ts";
import type { Path } from "../raw.ts";
import type { Draft } from "./rule.ts";

/** An outage of one zone must leave the others serving. */
const ZONES_IN_PROD = 2;

/**
 * Zone ids begin with their region's: `cn-hangzhou-k` in `cn-hangzhou`, and without a hyphen where the region
 * ends in a digit: `ap-southeast-1a` in `ap-southeast-1`.
 */
function belongs(zone: string, region: string): boolean {
  const separator = /[0-9]$/.test(region) ? "" : "-";
  const rest = zone.slice(region.length);
  return (
    zone.startsWith(region) && rest.startsWith(separator) && /^[a-z]$/.test(rest.slice(separator.length))
  );
}

export function* zonesOfRegion({ zones, region }: Draft): Iterable<Finding> {
  if (!zones || !region) return;
  const example = `${region}${/[0-9]$/.test(region) ? "" : "-"}a`;
  for (const [index, zone] of zones.entries()) {
    const at: Path = ["zones", index];
    if (!belongs(zone, region)) {
      yield {
        at,
        expected: { en: `a zone of ${region}, such as ${example}`, zh: `${region} 的可用区，如 ${example}` },
        remedy: {
          en: `take a zone that \`aliyun ecs DescribeZones --RegionId ${region}\` lists`,
          zh: `从 \`aliyun ecs DescribeZones --RegionId ${region}\` 的结果中选择`,
        },
      };
    }
    if (zones.indexOf(zone) !== index) {
      yield {
        at,
        expected: { en: "each zone once", zh: "每个可用区只写一次" },
        remedy: { en: "delete this item", zh: "删除该项" },
      };
    }
  }
}

export function* zonesInProd({ environment, zones, region }: Draft): Iterable<Finding> {
  if (environment !== "prod" || !zones || new Set(zones).size >= ZONES_IN_PROD) return;
  const id = region ?? "cn-hangzhou";
  yield {
    at: ["zones"],
    expected: { en: `${ZONES_IN_PROD} zones or more in prod`, zh: `prod 至少 ${ZONES_IN_PROD} 个可用区` },
    remedy: {
      en: `add a zone that \`aliyun ecs DescribeZones --RegionId ${id}\` lists`,
      zh: `从 \`aliyun ecs DescribeZones --RegionId ${id}\` 的结果中再加一个`,
    },
  };
}
