import { expectNumber, expectOneOf } from "../../expect.ts";
import { leadsTo, ofType } from "../../relations.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { DATABASE, DATABASE_BACKUP_POLICY } from "../../types.ts";
import { expectDaily } from "./weekdays.ts";

export const databaseBackups = defineRule({
  id: "database-backups",
  severity: "critical",
  level: "mandatory",
  title: { en: "Every database is backed up each day, with its log", zh: "每个数据库必须每天备份并保留日志" },
  rationale: {
    en: "The log brings back the minute before the mistake; a weekly copy alone brings back last week.",
    zh: "有日志才能回到出错前一分钟；每周一份只能回到上周。",
  },
  remediation: {
    en: "A BackupPolicy for each instance: every day, enableBackupLog: true, retention as the environment says (hougu:retention.backupsDays).",
    zh: "每个实例配 BackupPolicy：每天备份，enableBackupLog: true，保留天数按环境要求（hougu:retention.backupsDays）。",
  },
  sources: [cis("Backups of RDS"), mlps("Backup and recovery of data", "8.1.4.9")],
  settings: {
    minRetentionDays: {
      // A week: a mistake made on Friday is found on Monday, with days left to act.
      schema: { type: "integer", minimum: 1 },
      default: 7 as number,
      meaning: { en: "Days that backups and the log are kept at least", zh: "备份和日志最少保留天数" },
    },
    minBackupsPerWeek: {
      // What lies between two copies is brought back from the log, change by change: a day's is hours of work.
      schema: { type: "integer", minimum: 1 },
      default: 7 as number,
      meaning: { en: "Days of the week with a backup at least", zh: "每周至少备份的天数" },
    },
  },
  stack: function* (resources): Iterable<Finding> {
    const policies = ofType(resources, DATABASE_BACKUP_POLICY);
    for (const database of ofType(resources, DATABASE)) {
      if (!policies.some((policy) => leadsTo(policy, "instanceId", database)))
        yield {
          urn: database.urn,
          broken: { en: "No BackupPolicy belongs to the database.", zh: "该数据库没有 BackupPolicy。" },
        };
    }
  },
  resource: {
    types: new Set([DATABASE_BACKUP_POLICY]),
    check: function* ({ props }, settings): Iterable<Finding> {
      yield* expectNumber(props, "backupRetentionPeriod", { least: settings.minRetentionDays, unit: " d" });
      yield* expectOneOf(props, "enableBackupLog", true);
      yield* expectNumber(props, "logBackupRetentionPeriod", {
        least: settings.minRetentionDays,
        unit: " d",
      });
      yield* expectDaily(props, "preferredBackupPeriods", settings.minBackupsPerWeek);
    },
  },
});
