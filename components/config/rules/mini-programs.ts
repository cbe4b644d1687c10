import { MINI_PROGRAMS } from "../environment.ts";
import type { Finding } from "../finding.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

/** A zone that loses one node must still replicate sessions. */
const TOMCATS_PER_ZONE_IN_PROD = 2;

export function* distinctDomains({ artist, food }: Draft): Iterable<Finding> {
  if (!artist || !food || artist.domain !== food.domain) return;
  const at: Path = ["food", "domain"];
  yield {
    at,
    expected: { en: "another domain than hougu:artist.domain", zh: "与 hougu:artist.domain 不同的域名" },
    remedy: lineFor(at, "api.food.example.com"),
  };
}

/** Programs on one platform share its segments: the edge subnet of a zone, or the one behind the port group. */
export function* distinctRouters({ artist, food }: Draft): Iterable<Finding> {
  if (!artist || !food || artist.platform !== food.platform) return;
  const taken = artist.edge.virtualRouterId;
  if (food.edge.virtualRouterId !== taken) return;
  const at: Path = ["food", "edge", "virtualRouterId"];
  yield {
    at,
    expected: {
      en: `another id than artist's ${taken}, which is on the same segment`,
      zh: `与同网段的 artist（${taken}）不同的 ID`,
    },
    remedy: lineFor(at, taken === 255 ? 1 : taken + 1),
  };
}

export function* burstCoversRate(draft: Draft): Iterable<Finding> {
  for (const name of MINI_PROGRAMS) {
    const edge = draft[name]?.edge;
    if (!edge || edge.burst >= edge.requestsPerSecond) continue;
    const at: Path = [name, "edge", "burst"];
    yield {
      at,
      expected: {
        en: `at least requestsPerSecond (${edge.requestsPerSecond})`,
        zh: `不小于 requestsPerSecond（${edge.requestsPerSecond}）`,
      },
      remedy: lineFor(at, edge.requestsPerSecond),
    };
  }
}

export function* tomcatsPerZone(draft: Draft): Iterable<Finding> {
  const { environment, zones } = draft;
  if (environment !== "prod" || !zones) return;
  const needed = TOMCATS_PER_ZONE_IN_PROD * new Set(zones).size;
  for (const name of MINI_PROGRAMS) {
    const program = draft[name];
    // vSphere has no zones here; two nodes, which the schema demands, are enough there.
    if (program?.platform !== "alicloud" || program.tomcat.count >= needed) continue;
    const at: Path = [name, "tomcat", "count"];
    yield {
      at,
      expected: {
        en: `${needed} or more in prod: ${TOMCATS_PER_ZONE_IN_PROD} for each zone`,
        zh: `prod 至少 ${needed} 个：每个可用区 ${TOMCATS_PER_ZONE_IN_PROD} 个`,
      },
      remedy: lineFor(at, needed),
    };
  }
}
