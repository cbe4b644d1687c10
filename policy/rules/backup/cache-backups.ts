import { expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { CACHE } from "../../types.ts";
import { expectDaily } from "./weekdays.ts";

export const cacheBackups = defineRule({
  id: "cache-backups",
  severity: "medium",
  level: "mandatory",
  title: { en: "A cache that keeps sessions is backed up", zh: "保存会话的缓存必须备份" },
  rationale: {
    en: "A FLUSHALL is replicated to the standby in a millisecond.",
    zh: "FLUSHALL 一毫秒就会复制到备节点。",
  },
  remediation: {
    en: "backupPeriods with every weekday, and backupTime outside the peak.",
    zh: "backupPeriods 写满每天，backupTime 避开高峰。",
  },
  sources: [manual("Tair and Redis: automatic backup"), mlps("Backup and recovery of data", "8.1.4.9")],
  settings: {
    minBackupsPerWeek: {
      // Sessions of the day before are of use, of the week before not.
      schema: { type: "integer", minimum: 1 },
      default: 7 as number,
      meaning: { en: "Days of the week with a backup at least", zh: "每周至少备份的天数" },
    },
  },
  resource: {
    types: new Set([CACHE]),
    check: function* ({ props }, settings): Iterable<Finding> {
      yield* expectDaily(props, "backupPeriods", settings.minBackupsPerWeek);
      yield* expectSet(props, "backupTime");
    },
  },
});
