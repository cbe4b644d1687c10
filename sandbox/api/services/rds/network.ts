import { texts } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { shown, taken, text } from "../../fields.ts";
import { malformed } from "../../problem.ts";
import { changing, showing } from "./instances.ts";

const LIST = "default";

/** Who reaches an instance, and at which name. */
export const NETWORK_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeDBInstanceNetInfo: showing(({ attributes }) => ({
    InstanceNetworkType: attributes.vswitchId === undefined ? "Classic" : "VPC",
    SecurityIPMode: String(attributes.securityIpMode ?? "normal"),
    DBInstanceNetInfos: {
      DBInstanceNetInfo: [
        {
          IPType: "Private",
          ConnectionStringType: "Normal",
          Upgradeable: "Disabled",
          IPAddress: "",
          ...shown(attributes, {
            ConnectionString: text("connectionString"),
            Port: text("port"),
            IPAddress: text("privateIpAddress"),
            VPCId: text("vpcId"),
            VSwitchId: text("vswitchId"),
          }),
          SecurityIPGroups: { securityIPGroup: [] },
          DBInstanceWeights: { DBInstanceWeight: [] },
        },
      ],
    },
  })),
  DescribeDBInstanceIPArrayList: showing(({ attributes }) => ({
    Items: {
      DBInstanceIPArray: [
        {
          DBInstanceIPArrayName: LIST,
          DBInstanceIPArrayAttribute: "",
          SecurityIPType: "IPv4",
          SecurityIPList: texts(attributes, "securityIps").join(","),
        },
      ],
    },
  })),
  /** One list of clients, whose name is `default`: the program has no other. */
  ModifySecurityIps: changing((parameters, { attributes }) => {
    const name = parameters.text("DBInstanceIPArrayName") || LIST;
    if (name !== LIST) throw malformed("DBInstanceIPArrayName", name, LIST);
    const named = parameters.required("SecurityIps").split(",");
    const before = texts(attributes, "securityIps");
    switch (parameters.text("ModifyMode") || "Cover") {
      case "Append":
        return { securityIps: [...new Set([...before, ...named])] };
      case "Delete":
        return { securityIps: before.filter((one) => !named.includes(one)) };
      default:
        return { securityIps: named };
    }
  }),
  DescribeSecurityGroupConfiguration: showing(({ id, scope, attributes }) => ({
    DBInstanceName: id,
    Items: {
      EcsSecurityGroupRelation: texts(attributes, "securityGroupIds").map((SecurityGroupId) => ({
        SecurityGroupId,
        RegionId: scope,
        NetworkType: "vpc",
      })),
    },
  })),
  ModifySecurityGroupConfiguration: changing((parameters) => ({
    securityGroupIds: (parameters.text("SecurityGroupId") ?? "").split(",").filter(Boolean),
  })),
  SwitchDBInstanceVpc: changing((parameters) => ({
    ...taken(parameters, { VPCId: text("vpcId"), VSwitchId: text("vswitchId") }),
    vswitchIds: parameters.required("VSwitchId").split(","),
  })),
  ModifyDBInstanceConnectionString: changing((parameters, { attributes }) => {
    const prefix = parameters.text("ConnectionStringPrefix");
    const rest = String(attributes.connectionString).split(".").slice(1).join(".");
    return {
      ...taken(parameters, { Port: text("port") }),
      ...(prefix && { connectionString: `${prefix}.${rest}` }),
    };
  }),
  /** Lists that several instances share are in no program here. */
  DescribeInstanceLinkedWhitelistTemplate: async ({ parameters }) => ({
    Code: "200",
    HttpStatusCode: 200,
    Success: true,
    Message: "success",
    Data: { InsName: parameters.required("InsName"), Templates: [] },
  }),
};
