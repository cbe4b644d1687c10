import { expectNumber, inside } from "../../expect.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const oldVersionsKept = defineRule({
  id: "old-versions-kept",
  severity: "medium",
  level: "mandatory",
  title: { en: "Old versions stay long enough to be missed", zh: "旧版本要保留到有人发现缺失" },
  rationale: {
    en: "A version that goes after a day goes before anybody looks.",
    zh: "只留一天的版本，还没人看就没了。",
  },
  remediation: {
    en: "noncurrentVersionExpirations of as many days as the environment says (hougu:data.pictures.oldVersionsDays).",
    zh: "noncurrentVersionExpirations 的天数按环境要求（hougu:data.pictures.oldVersionsDays）。",
  },
  sources: [mlps("Backup and recovery of data", "8.1.4.9")],
  settings: {
    minDays: {
      // As long as backups: a mistake made on Friday is found on Monday.
      schema: { type: "integer", minimum: 1 },
      default: 7 as number,
      meaning: { en: "Days that an old version stays at least", zh: "旧版本最少保留天数" },
    },
  },
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }, settings): Iterable<Finding> {
      for (const [index, rule] of listOf(props.lifecycleRules).entries()) {
        for (const expiration of listOf(rule.noncurrentVersionExpirations))
          yield* inside(
            `lifecycleRules[${index}].noncurrentVersionExpirations`,
            expectNumber(expiration, "days", { least: settings.minDays, unit: " d" }),
          );
      }
    },
  },
});
