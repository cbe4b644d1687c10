import { text as textOf, texts } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { shown, taken, text } from "../../fields.ts";
import { malformed } from "../../problem.ts";
import { changing, showing, theInstance } from "./instances.ts";

const LIST = "default";

/** Who reaches an instance, at which name, and how encrypted. */
export const ACCESS_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeDBInstanceNetInfo: showing(({ attributes }) => ({
    InstanceNetworkType: attributes.vswitchId === undefined ? "CLASSIC" : "VPC",
    NetInfoItems: {
      InstanceNetInfo: [
        {
          // 2: inside a VPC.
          DBInstanceNetType: "2",
          IPType: "Private",
          ...shown(attributes, {
            ConnectionString: text("connectionDomain"),
            Port: text("privateConnectionPort"),
            IPAddress: text("privateIp"),
            VPCId: text("vpcId"),
            VSwitchId: text("vswitchId"),
          }),
        },
      ],
    },
  })),
  ModifyDBInstanceConnectionString: changing((parameters, { attributes }) => {
    const prefix = parameters.text("NewConnectionString");
    const rest = String(attributes.connectionDomain).split(".").slice(1).join(".");
    return {
      ...taken(parameters, { Port: text("privateConnectionPort") }),
      ...(prefix && { connectionDomain: `${prefix}.${rest}` }),
    };
  }),
  DescribeSecurityIps: showing(({ attributes }) => ({
    SecurityIpGroups: {
      SecurityIpGroup: [
        {
          SecurityIpGroupAttribute: "",
          SecurityIpGroupName: LIST,
          SecurityIpList: texts(attributes, "securityIps").join(","),
        },
      ],
    },
  })),
  /** One list of clients, whose name is `default`: the program has no other. */
  ModifySecurityIps: changing((parameters, { attributes }) => {
    const name = parameters.text("SecurityIpGroupName") || LIST;
    if (name !== LIST) throw malformed("SecurityIpGroupName", name, LIST);
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
  DescribeSecurityGroupConfiguration: showing(({ scope, attributes }) => ({
    Items: {
      EcsSecurityGroupRelation: texts(attributes, "securityGroupIds").map((SecurityGroupId) => ({
        SecurityGroupId,
        RegionId: scope,
        NetType: "vpc",
      })),
    },
  })),
  ModifySecurityGroupConfiguration: changing((parameters) => ({
    securityGroupIds: (parameters.text("SecurityGroupId") ?? "").split(",").filter(Boolean),
  })),
  ModifyInstanceVpcAuthMode: changing((parameters) => ({ vpcAuthMode: parameters.required("VpcAuthMode") })),
  DescribeInstanceSSL: showing(({ id, attributes }) => ({
    InstanceId: id,
    SSLEnabled: attributes.sslEnable === "Enable" || attributes.sslEnable === "Update" ? "Enable" : "Disable",
    CertCommonName: String(attributes.connectionDomain),
  })),
  DescribeInstanceTDEStatus: showing(({ attributes }) => ({
    TDEStatus: textOf(attributes, "tdeStatus") || "Disabled",
  })),
  DescribeEncryptionKey: showing(({ attributes }) => ({
    KeyUsage: "ENCRYPT/DECRYPT",
    ...shown(attributes, {
      EncryptionKey: text("encryptionKey"),
      EncryptionName: text("encryptionName"),
      RoleArn: text("roleArn"),
    }),
  })),
  ModifyInstanceTDE: changing((parameters) =>
    taken(parameters, {
      TDEStatus: text("tdeStatus"),
      EncryptionName: text("encryptionName"),
      EncryptionKey: text("encryptionKey"),
      RoleArn: text("roleArn"),
    }),
  ),
  ModifyInstanceSSL: async (call) => {
    const { type, id } = await theInstance(call);
    await call.modify(type, id, { sslEnable: call.parameters.required("SSLEnabled") });
    return { InstanceId: id };
  },
};
