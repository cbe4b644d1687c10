import { RDS_PARAMETERS, runningParameters } from "../../../cloud/alicloud/rds-parameters.ts";
import { records, text as textOf } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { integer, shown, taken, text } from "../../fields.ts";
import { changing, showing } from "./instances.ts";

/** Days that audited statements are kept when nobody says how long. */
const AUDIT_DAYS = 30;

/** How an instance is run: parameters, monitoring, maintenance, failover, auditing. */
export const OPERATION_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeParameters: showing(({ attributes }) => ({
    ...shown(attributes, { Engine: text("engine"), EngineVersion: text("engineVersion") }),
    ParamGroupInfo: { ParamGroupId: textOf(attributes, "dbParamGroupId") },
    ConfigParameters: { DBInstanceParameter: [] },
    RunningParameters: {
      DBInstanceParameter: Object.entries(runningParameters(attributes)).map(
        ([ParameterName, ParameterValue]) => ({ ParameterName, ParameterValue, ParameterDescription: "" }),
      ),
    },
  })),
  DescribeParameterTemplates: ({ parameters }) => ({
    Engine: parameters.required("Engine"),
    EngineVersion: parameters.required("EngineVersion"),
    ParameterCount: String(RDS_PARAMETERS.length),
    Parameters: {
      TemplateRecord: RDS_PARAMETERS.map(({ name, value, restart }) => ({
        ParameterName: name,
        ParameterValue: value,
        ParameterDescription: "",
        CheckingCode: "",
        ForceModify: "true",
        ForceRestart: String(restart),
      })),
    },
  }),
  ModifyParameter: changing((parameters, { attributes }) => {
    const wanted = parameters.record("Parameters");
    const named = (wanted?.names ?? []).map((name) => ({ name, value: wanted?.text(name) ?? "" }));
    const kept = records(attributes, "parameters").filter(
      (one) => !named.some(({ name }) => name === textOf(one, "name")),
    );
    return { parameters: [...kept, ...named] };
  }),
  DescribeDBInstanceMonitor: showing(({ attributes }) => ({ Period: String(attributes.monitoringPeriod) })),
  ModifyDBInstanceMonitor: changing((parameters) =>
    taken(parameters, { Period: integer("monitoringPeriod") }),
  ),
  ModifyDBInstanceMaintainTime: changing((parameters) => ({
    maintainTime: parameters.required("MaintainTime"),
  })),
  ModifyDBInstanceAutoUpgradeMinorVersion: changing((parameters) => ({
    autoUpgradeMinorVersion: parameters.required("AutoUpgradeMinorVersion"),
  })),
  DescribeHASwitchConfig: showing(({ attributes }) =>
    shown(attributes, { HAConfig: text("haConfig"), ManualHATime: text("manualHaTime") }),
  ),
  ModifyHASwitchConfig: changing((parameters) =>
    taken(parameters, { HAConfig: text("haConfig"), ManualHATime: text("manualHaTime") }),
  ),
  DescribeHADiagnoseConfig: showing(({ attributes }) =>
    shown(attributes, { TcpConnectionType: text("tcpConnectionType") }),
  ),
  ModifyHADiagnoseConfig: changing((parameters) => ({
    tcpConnectionType: parameters.required("TcpConnectionType"),
  })),
  DescribeDBInstanceHAConfig: showing(({ id, attributes }) => ({
    DBInstanceId: id,
    HAMode: "RPO",
    SyncMode: "Semi-sync",
    HostInstanceInfos: {
      NodeInfo: [
        {
          NodeType: "Master",
          ...shown(attributes, {
            NodeId: text("nodeId"),
            RegionId: text("regionId"),
            ZoneId: text("zoneId"),
          }),
        },
      ],
    },
  })),
  DescribeSQLCollectorPolicy: showing(({ attributes }) => {
    const status = textOf(attributes, "sqlCollectorStatus");
    return { SQLCollectorStatus: status === "Enabled" ? "Enable" : status };
  }),
  ModifySQLCollectorPolicy: changing((parameters) => ({
    sqlCollectorStatus: parameters.required("SQLCollectorStatus") === "Enable" ? "Enabled" : "Disabled",
  })),
  DescribeSQLCollectorRetention: showing(({ attributes }) => ({
    ConfigValue: String(attributes.sqlCollectorConfigValue ?? AUDIT_DAYS),
  })),
  ModifySQLCollectorRetention: changing((parameters) =>
    taken(parameters, { ConfigValue: integer("sqlCollectorConfigValue") }),
  ),
};
