import { type Attributes, numeric, text, texts } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { INSTANCE_NOT_FOUND, ofInstance } from "./rds.ts";

/** Days that a backup is kept. */
const BACKUP_DAYS = [7, 730] as const;

/** How an instance is backed up when nobody has said otherwise (API reference of ModifyBackupPolicy). */
export const USUAL_BACKUPS: Attributes = {
  preferredBackupPeriods: ["Tuesday", "Thursday", "Saturday"],
  preferredBackupTime: "02:00Z-03:00Z",
  backupRetentionPeriod: BACKUP_DAYS[0],
  enableBackupLog: true,
  logBackupRetentionPeriod: BACKUP_DAYS[0],
  localLogRetentionHours: 18,
  localLogRetentionSpace: 30,
  logBackupLocalRetentionNumber: 60,
  highSpaceUsageProtection: "Enable",
  releasedKeepPolicy: "None",
  category: "Standard",
  compressType: "1",
  backupInterval: "-1",
  archiveBackupRetentionPeriod: 0,
  archiveBackupKeepCount: 1,
  archiveBackupKeepPolicy: "0",
};

export const rdsBackupPolicy: ResourceType = {
  type: "alicloud:rdsBackupPolicy",
  service: "Rds",
  actions: {
    create: "ModifyBackupPolicy",
    describe: "DescribeBackupPolicy",
    modify: "ModifyBackupPolicy",
    remove: "ModifyBackupPolicy",
  },
  id: (policy) => text(policy, "instanceId"),
  notFound: INSTANCE_NOT_FOUND,
  idempotent: true,
  references: [ofInstance("instanceId")],
  complete: (wanted) => ({ ...USUAL_BACKUPS, ...wanted }),
  check(wanted, look) {
    const days = numeric(wanted, "backupRetentionPeriod") ?? BACKUP_DAYS[0];
    const logDays = numeric(wanted, "logBackupRetentionPeriod") ?? days;
    if (days < BACKUP_DAYS[0] || days > BACKUP_DAYS[1]) {
      look.refuse(
        "InvalidBackupRetentionPeriod.Malformed",
        `Backups are kept ${BACKUP_DAYS.join(" to ")} days. (${days})`,
      );
    }
    if (logDays > days) {
      look.refuse(
        "InvalidLogBackupRetentionPeriod.Malformed",
        `Logs can't be kept longer than the backups that they continue. (${logDays}, ${days})`,
      );
    }
    if (texts(wanted, "preferredBackupPeriods").length === 1) {
      look.refuse("InvalidPreferredBackupPeriod.Malformed", "Two days a week are the least.");
    }
  },
};
