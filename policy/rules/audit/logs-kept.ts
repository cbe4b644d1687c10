import { expectNumber, inside } from "../../expect.ts";
import { listOf, objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { BUCKET, CLUSTER, LOG_AUDIT, LOG_STORE } from "../../types.ts";

export const logsKept = defineRule({
  id: "logs-kept",
  severity: "high",
  level: "mandatory",
  title: { en: "Logs are kept for six months", zh: "日志保留六个月" },
  rationale: {
    en: "The Cybersecurity Law asks for six months, and an intrusion is found after more weeks than one would like.",
    zh: "《网络安全法》要求六个月；入侵往往几周后才被发现。",
  },
  remediation: {
    en: "hougu:retention.logsDays: 180, from which every store takes its days.",
    zh: "hougu:retention.logsDays: 180，各日志库由此取值。",
  },
  sources: [
    {
      document: "Cybersecurity Law of the People's Republic of China",
      clause: "article 21",
      topic: "Logs of the network are kept for six months at least",
    },
    mlps("Audit", "8.1.4.3"),
  ],
  settings: {
    minDays: {
      schema: { type: "integer", minimum: 1 },
      default: 180 as number,
      meaning: { en: "Days that a log is kept at least", zh: "日志最少保留天数" },
    },
    logBuckets: {
      schema: { type: "string", format: "regex" },
      default: "-logs$" as string,
      meaning: { en: "Names of buckets that hold logs", zh: "存放日志的存储桶名称" },
    },
  },
  resource: {
    types: new Set([LOG_STORE, CLUSTER, LOG_AUDIT, BUCKET]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      const bounds = { least: settings.minDays, unit: " d" };
      if (type === LOG_STORE) yield* expectNumber(props, "retentionPeriod", bounds);
      else if (type === CLUSTER) yield* expectNumber(props, "controlPlaneLogTtl", bounds);
      else if (type === LOG_AUDIT) {
        for (const key of Object.keys(objectOf(props.variableMap) ?? {}))
          if (key.endsWith("_ttl")) yield* expectNumber(props, `variableMap.${key}`, bounds);
      } else if (new RegExp(settings.logBuckets, "u").test(String(props.bucket))) {
        for (const [index, rule] of listOf(props.lifecycleRules).entries()) {
          for (const expiration of listOf(rule.expirations))
            yield* inside(
              `lifecycleRules[${index}].expirations`,
              expectNumber(expiration, "days", { ...bounds, absent: "fine" }),
            );
        }
      }
    },
  },
});
