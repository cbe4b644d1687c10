import { runningConfig } from "../../../cloud/alicloud/redis.ts";
import { isRecord, texts } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { integer, shown, taken, text } from "../../fields.ts";
import { changing, showing } from "./instances.ts";

/** Days that a backup is kept (API reference of DescribeBackupPolicy). */
const BACKUP_DAYS = 7;

/** How an instance is run: parameters, maintenance, backups. */
export const OPERATION_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeInstanceConfig: showing(({ attributes }) => ({
    Config: JSON.stringify(runningConfig(attributes)),
  })),
  ModifyInstanceConfig: changing((parameters, { attributes }) => {
    const wanted = parameters.record("Config");
    const named = (wanted?.names ?? []).map((name) => [name, wanted?.text(name) ?? ""] as const);
    return {
      config: { ...(isRecord(attributes.config) && attributes.config), ...Object.fromEntries(named) },
    };
  }),
  DescribeParameters: showing(({ attributes }) => ({
    Engine: "redis",
    ...shown(attributes, { EngineVersion: text("engineVersion") }),
    ConfigParameters: { Parameter: [] },
    RunningParameters: {
      Parameter: Object.entries(runningConfig(attributes)).map(([ParameterName, value]) => ({
        ParameterName,
        ParameterValue: String(value),
        ModifiableStatus: "true",
        ForceRestart: "false",
      })),
    },
  })),
  ModifyInstanceMaintainTime: changing((parameters) =>
    taken(parameters, {
      MaintainStartTime: text("maintainStartTime"),
      MaintainEndTime: text("maintainEndTime"),
    }),
  ),
  DescribeBackupPolicy: showing(({ attributes }) => ({
    BackupRetentionPeriod: String(BACKUP_DAYS),
    EnableBackupLog: Number(attributes.enableBackupLog ?? 0),
    PreferredBackupPeriod: texts(attributes, "backupPeriods").join(","),
    ...shown(attributes, { PreferredBackupTime: text("backupTime") }),
  })),
  ModifyBackupPolicy: changing((parameters) => ({
    ...taken(parameters, {
      PreferredBackupTime: text("backupTime"),
      EnableBackupLog: integer("enableBackupLog"),
    }),
    backupPeriods: parameters.required("PreferredBackupPeriod").split(","),
  })),
};
