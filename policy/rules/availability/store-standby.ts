import { expectNot, isButShouldBe } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { CACHE, DATABASE } from "../../types.ts";

export const storeStandby = defineRule({
  id: "store-standby",
  severity: "high",
  level: "mandatory",
  title: {
    en: "Databases and caches have a standby in another zone",
    zh: "数据库和缓存在另一可用区有备节点",
  },
  rationale: {
    en: "A store on one node is down for as long as a node takes to be made anew; in one zone, for as long as the zone.",
    zh: "单节点存储的中断时间等于重建节点的时间；单可用区则等于可用区的故障时间。",
  },
  remediation: {
    en: "RDS: category HighAvailability (or better) with zoneIdSlaveA in another zone. Cache: secondaryZoneId.",
    zh: "RDS：category 为 HighAvailability 或更高，zoneIdSlaveA 在另一可用区。缓存：secondaryZoneId。",
  },
  sources: [cis("High availability of RDS"), mlps("Hot redundancy of important systems", "8.1.4.9")],
  settings: {},
  resource: {
    types: new Set([DATABASE, CACHE]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === DATABASE) yield* expectNot(props, "category", "Basic", "serverless_basic");
      const property = type === DATABASE ? "zoneIdSlaveA" : "secondaryZoneId";
      const [here, there] = [props.zoneId, props[property]];
      if (isUnknown(here) || isUnknown(there)) yield { undecided: property };
      else if (there === undefined || there === here || there === "Auto")
        yield isButShouldBe(property, there, {
          en: `a zone other than ${String(here)}`,
          zh: `与 ${String(here)} 不同的可用区`,
        });
    },
  },
});
