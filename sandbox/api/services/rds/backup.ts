import { USUAL_BACKUPS } from "../../../cloud/alicloud/rds-backup.ts";
import { texts, type Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import type { Parameters } from "../../parameters.ts";
import { showing, theInstance } from "./instances.ts";

const TYPE = "alicloud:rdsBackupPolicy";

const FIELDS: Fields = {
  PreferredBackupTime: text("preferredBackupTime"),
  BackupRetentionPeriod: integer("backupRetentionPeriod"),
  LogBackupRetentionPeriod: integer("logBackupRetentionPeriod"),
  LocalLogRetentionHours: integer("localLogRetentionHours"),
  LogBackupLocalRetentionNumber: integer("logBackupLocalRetentionNumber"),
  HighSpaceUsageProtection: text("highSpaceUsageProtection"),
  ReleasedKeepPolicy: text("releasedKeepPolicy"),
  Category: text("category"),
  CompressType: text("compressType"),
  BackupInterval: text("backupInterval"),
  LogBackupFrequency: text("logBackupFrequency"),
  ArchiveBackupKeepPolicy: text("archiveBackupKeepPolicy"),
};

/** Numbers that answers write as texts. */
const TEXTS: Fields = {
  LocalLogRetentionSpace: text("localLogRetentionSpace"),
  ArchiveBackupRetentionPeriod: text("archiveBackupRetentionPeriod"),
  ArchiveBackupKeepCount: text("archiveBackupKeepCount"),
};
const NUMBERS: Fields = {
  LocalLogRetentionSpace: integer("localLogRetentionSpace"),
  ArchiveBackupRetentionPeriod: integer("archiveBackupRetentionPeriod"),
  ArchiveBackupKeepCount: integer("archiveBackupKeepCount"),
};

/** What is left empty stays as it is. */
function policyIn(parameters: Parameters): Record<string, Value> {
  const said = Object.entries(taken(parameters, { ...FIELDS, ...NUMBERS })).filter(
    ([, value]) => value !== "",
  );
  const days = parameters.text("PreferredBackupPeriod")?.split(",").filter(Boolean) ?? [];
  const logs = parameters.text("EnableBackupLog") ?? parameters.text("BackupLog");
  return {
    ...Object.fromEntries(said),
    ...(days.length > 0 && { preferredBackupPeriods: days }),
    ...(logs && { enableBackupLog: logs === "1" || logs === "Enable" }),
  };
}

/** Every instance is backed up; a policy is there once somebody has changed something about it. */
export const BACKUP_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeBackupPolicy: showing(async ({ id }, call) => {
    const policy = (await call.find(TYPE, id))?.attributes ?? USUAL_BACKUPS;
    const logs = policy.enableBackupLog !== false;
    return {
      ...shown(policy, { ...FIELDS, ...TEXTS }),
      PreferredBackupPeriod: texts(policy, "preferredBackupPeriods").join(","),
      EnableBackupLog: logs ? "1" : "0",
      BackupLog: logs ? "Enable" : "Disabled",
      BackupMethod: "Physical",
      EnableIncrementDataBackup: false,
      SupportReleasedKeep: 1,
    };
  }),
  ModifyBackupPolicy: async (call) => {
    const { id } = await theInstance(call);
    const said = policyIn(call.parameters);
    const { attributes } = (await call.find(TYPE, id))
      ? await call.modify(TYPE, id, said)
      : await call.create(TYPE, { ...said, instanceId: id });
    return {
      DBInstanceID: id,
      EnableBackupLog: attributes.enableBackupLog === false ? "0" : "1",
      ...shown(attributes, {
        CompressType: text("compressType"),
        HighSpaceUsageProtection: text("highSpaceUsageProtection"),
        LocalLogRetentionHours: integer("localLogRetentionHours"),
        LocalLogRetentionSpace: text("localLogRetentionSpace"),
      }),
    };
  },
};
