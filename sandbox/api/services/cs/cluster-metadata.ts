import { type Attributes, isRecord, text } from "../../../cloud/object.ts";

/** What ACK writes into `meta_data`: JSON in a text, with what no other field shows. */
export function metadataOf(cluster: Attributes): string {
  const key = text(cluster, "encryptionProviderKey");
  const names = text(cluster, "customSan");
  const rrsa = isRecord(cluster.rrsaMetadata) ? cluster.rrsaMetadata : {};
  return JSON.stringify({
    Capabilities: {
      DisableEncryption: cluster.disableEncryption === true,
      ...(key !== "" && { EncryptionKMSKeyId: key }),
      ...(cluster.nodeCidrMask !== undefined && { NodeCIDRMask: String(cluster.nodeCidrMask) }),
    },
    ...(names !== "" && { ExtraCertSAN: names.split(",") }),
    RRSAConfig: {
      enabled: rrsa.enabled === true,
      issuer: text(rrsa, "rrsaOidcIssuerUrl"),
      oidc_name: text(rrsa, "ramOidcProviderName"),
      oidc_arn: text(rrsa, "ramOidcProviderArn"),
    },
  });
}
