import type { RuleGroup } from "../../rule.ts";
import { backups } from "./backups.ts";
import { bucketVersioning } from "./bucket-versioning.ts";
import { cacheBackups } from "./cache-backups.ts";
import { databaseBackups } from "./database-backups.ts";
import { noForcedEmptying } from "./no-forced-emptying.ts";
import { oldVersionsKept } from "./old-versions-kept.ts";
import { releasedBackupsKept } from "./released-backups-kept.ts";

export const BACKUP: RuleGroup = {
  id: "backup",
  title: { en: "Backup and retention", zh: "备份与保留" },
  rules: [
    backups,
    databaseBackups,
    cacheBackups,
    bucketVersioning,
    oldVersionsKept,
    releasedBackupsKept,
    noForcedEmptying,
  ],
};
