import type * as pulumi from "@pulumi/pulumi";
import type { RdsSettings } from "../config/data.ts";
import { EVERY_DAY } from "./maintenance.ts";

/**
 * How an instance's data is encrypted where it lies. MySQL encrypts by itself (TDE) only on local SSDs; cloud disks are
 * encrypted as a whole, which must be said when the instance is made.
 * https://www.alibabacloud.com/help/en/rds/api-enable-tde
 */
export function encryptionAtRest(
  { storageType }: Pick<RdsSettings, "storageType">,
  keyId: pulumi.Input<string> | undefined,
): {
  readonly tdeStatus?: string;
  readonly tdeEncryptionKey?: pulumi.Input<string>;
  readonly encryptionKey?: pulumi.Input<string>;
} {
  if (storageType === "local_ssd") {
    return { tdeStatus: "Enabled", ...(keyId === undefined ? {} : { tdeEncryptionKey: keyId }) };
  }
  return keyId === undefined ? {} : { encryptionKey: keyId };
}

/** RDS keeps backups for 7 to 730 days. */
const SHORTEST_BACKUP_DAYS = 7;
/** Hours that binary logs stay on the instance, for a replica that was away over a weekend. */
const LOCAL_LOG_HOURS = 72;
/** Percent of the storage that they may take; the oldest go first. */
const LOCAL_LOG_PERCENT = 30;

/** A full backup every night, and every change between them: any second of the last days can be brought back. */
export function backupSchedule(days: number) {
  const kept = Math.max(SHORTEST_BACKUP_DAYS, days);
  return {
    preferredBackupPeriods: [...EVERY_DAY],
    backupRetentionPeriod: kept,
    logBackupRetentionPeriod: kept,
    localLogRetentionHours: LOCAL_LOG_HOURS,
    localLogRetentionSpace: LOCAL_LOG_PERCENT,
  };
}
