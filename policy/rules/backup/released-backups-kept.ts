import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { DATABASE_BACKUP_POLICY } from "../../types.ts";

export const releasedBackupsKept = defineRule({
  id: "released-backups-kept",
  severity: "high",
  level: "mandatory",
  title: { en: "Backups outlive the database", zh: "备份必须比数据库活得久" },
  rationale: {
    en: "Whoever deletes the database by a slip deletes its backups with it, unless they are kept.",
    zh: "误删数据库的人会连备份一起删掉，除非备份被保留。",
  },
  remediation: {
    en: 'releasedKeepPolicy: "All" (or "Lastest", as the service spells it).',
    zh: 'releasedKeepPolicy: "All"（或服务拼写的 "Lastest"）。',
  },
  sources: [manual("RDS: backups of released instances"), mlps("Backup and recovery of data", "8.1.4.9")],
  settings: {},
  resource: {
    types: new Set([DATABASE_BACKUP_POLICY]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "releasedKeepPolicy", "All", "Lastest");
    },
    remediate: () => ({ releasedKeepPolicy: "All" }),
  },
});
