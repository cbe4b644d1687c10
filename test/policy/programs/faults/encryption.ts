import * as t from "../../../../policy/types.ts";
import { type Fault, faults } from "./fault.ts";

export const ENCRYPTION_FAULTS: readonly Fault[] = [
  ...faults(
    "encrypted-nodes",
    [t.NODE_POOL, "system disks in the clear", { systemDiskEncrypted: false }],
    [t.NODE_POOL, "data disks in the clear", { dataDisks: [{ size: 100 }] }],
  ),
  ...faults(
    "database-at-rest",
    [t.DATABASE, "in the clear", { tdeStatus: undefined }],
    [t.DATABASE, "with the service's key", { tdeEncryptionKey: undefined }],
  ),
  ...faults("database-tls", [t.DATABASE, "in the clear", { sslAction: "Close" }]),
  ...faults("cache-tls", [t.CACHE, "in the clear", { sslEnable: "Disable" }]),
  ...faults("bucket-encrypted", [t.BUCKET, "in the clear", { serverSideEncryptionRule: undefined }]),
  ...faults("bucket-own-key", [
    t.BUCKET,
    "with OSS's key",
    { serverSideEncryptionRule: { sseAlgorithm: "AES256" } },
  ]),
  ...faults("bucket-only-over-tls", [t.BUCKET, "that answers plain HTTP", { bucket: "hougu-bare" }]),
  ...faults(
    "tls-versions",
    [t.ALB_SECURITY_POLICY, "1.0", { tlsVersions: ["TLSv1.0", "TLSv1.2"] }],
    [t.BUCKET_HTTPS, "the service's choice", { tlsVersions: undefined }],
    [
      t.CDN_CONFIG,
      "1.1",
      { functionArgs: [{ argName: "tls11", argValue: "on" }] },
      { name: "https_tls_version" },
    ],
    [t.ALB_CONFIG, "the service's choice", { "spec.listeners.0.securityPolicyId": undefined }],
  ),
  ...faults(
    "listener-tls-policy",
    [t.ALB_LISTENER, "none", { securityPolicyId: undefined }, { name: "https" }],
    [t.ALB_LISTENER, "1.0", { securityPolicyId: "tls_cipher_policy_1_0" }, { name: "https" }],
  ),
  ...faults(
    "cdn-only-over-tls",
    [t.CDN_DOMAIN, "without a certificate", { certificateConfig: undefined }],
    [t.CDN_DOMAIN, "beside plain HTTP", { domainName: "bare.example.com" }],
  ),
  ...faults(
    "key-rotation",
    [t.KMS_KEY, "never", { automaticRotation: "Disabled" }],
    [t.KMS_KEY, "every other year", { rotationInterval: "730d" }],
  ),
  ...faults("key-enabled", [t.KMS_KEY, "off", { status: "Disabled" }]),
  ...faults(
    "cluster-secrets-encrypted",
    [t.CLUSTER, "with no key", { encryptionProviderKey: undefined }],
    [t.CLUSTER, "switched off", { disableEncryption: true }],
  ),
];
