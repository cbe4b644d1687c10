import { expectNumber, expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis, mlps } from "../../sources.ts";
import { DATABASE } from "../../types.ts";

export const databaseAudit = defineRule({
  id: "database-audit",
  severity: "medium",
  level: "mandatory",
  title: { en: "What was asked of the database is on record", zh: "对数据库的操作必须有记录" },
  rationale: {
    en: "Who read all customers on Sunday night stands in no application's log.",
    zh: "周日夜里谁读走了全部客户，应用日志里没有。",
  },
  remediation: {
    en: 'sqlCollectorStatus: "Enabled" with sqlCollectorConfigValue of 180 days or more.',
    zh: 'sqlCollectorStatus: "Enabled"，sqlCollectorConfigValue 不少于 180 天。',
  },
  sources: [
    checkov("CKV_ALI_25", "RDS keeps its SQL audit for 180 days"),
    cis("Auditing of RDS"),
    mlps("Audit", "8.1.4.3"),
  ],
  settings: {
    minDays: {
      // Six months, as for every log.
      schema: { type: "integer", minimum: 1 },
      default: 180 as number,
      meaning: { en: "Days that the audit is kept at least", zh: "审计最少保留天数" },
    },
  },
  resource: {
    types: new Set([DATABASE]),
    check: function* ({ props }, settings): Iterable<Finding> {
      yield* expectOneOf(props, "sqlCollectorStatus", "Enabled");
      yield* expectNumber(props, "sqlCollectorConfigValue", { least: settings.minDays, unit: " d" });
    },
  },
});
