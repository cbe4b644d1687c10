import { type Attributes, text as textOf } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { changing, PRIMARY, showing } from "./instances.ts";

/** What `SSLEnabled` stands for. */
const TLS_ACTIONS: readonly string[] = ["Close", "Open", "Update"];

const TLS: Fields = {
  CAType: text("caType"),
  ACL: text("acl"),
  ReplicationACL: text("replicationAcl"),
  ClientCACert: text("clientCaCert"),
  ClientCertRevocationList: text("clientCertRevocationList"),
};

/** A primary keeps what was done, a reader a number. */
function isOpen({ sslAction, sslEnabled }: Attributes): boolean {
  return sslAction === "Open" || sslAction === "Update" || sslEnabled === 1;
}

/** Encryption on the way and on the disk. */
export const SECURITY_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeDBInstanceSSL: showing(({ attributes }) => ({
    SSLEnabled: isOpen(attributes) ? "Yes" : "No",
    RequireUpdate: textOf(attributes, "sslStatus"),
    ForceEncryption: String(attributes.forceEncryption ?? 0),
    ...(isOpen(attributes) &&
      shown(attributes, {
        ...TLS,
        ConnectionString: text("sslConnectionString"),
        TlsVersion: text("tlsVersion"),
      })),
  })),
  ModifyDBInstanceSSL: changing((parameters, { type }) => {
    const enabled = parameters.integer("SSLEnabled");
    const said = taken(parameters, {
      ...TLS,
      ConnectionString: text("sslConnectionString"),
      ForceEncryption: text("forceEncryption"),
    });
    if (enabled === undefined) return said;
    return {
      ...said,
      ...(type === PRIMARY ? { sslAction: TLS_ACTIONS[enabled] ?? "Close" } : { sslEnabled: enabled }),
    };
  }),
  DescribeDBInstanceTDE: showing(({ attributes }) => ({
    TDEStatus: textOf(attributes, "tdeStatus") || "Disabled",
    Databases: { Database: [] },
    ...shown(attributes, { EncryptionKey: text("tdeEncryptionKey") }),
  })),
  ModifyDBInstanceTDE: changing((parameters) =>
    taken(parameters, {
      TDEStatus: text("tdeStatus"),
      EncryptionKey: text("tdeEncryptionKey"),
      RoleArn: text("roleArn"),
      RoleARN: text("roleArn"),
    }),
  ),
  DescribeDBInstanceEncryptionKey: showing(({ attributes }) => ({
    EncryptionKey: textOf(attributes, "encryptionKey"),
    EncryptionKeyList: [],
  })),
};
