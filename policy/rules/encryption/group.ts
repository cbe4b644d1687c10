import type { RuleGroup } from "../../rule.ts";
import { bucketEncrypted } from "./bucket-encrypted.ts";
import { bucketOnlyOverTls } from "./bucket-only-over-tls.ts";
import { bucketOwnKey } from "./bucket-own-key.ts";
import { cacheTls } from "./cache-tls.ts";
import { cdnOnlyOverTls } from "./cdn-only-over-tls.ts";
import { clusterSecretsEncrypted } from "./cluster-secrets-encrypted.ts";
import { databaseAtRest } from "./database-at-rest.ts";
import { databaseTls } from "./database-tls.ts";
import { encryptedDisks } from "./encrypted-disks.ts";
import { encryptedNodes } from "./encrypted-nodes.ts";
import { keyEnabled } from "./key-enabled.ts";
import { keyRotation } from "./key-rotation.ts";
import { listenerTlsPolicy } from "./listener-tls-policy.ts";
import { tlsVersions } from "./tls-versions.ts";

export const ENCRYPTION: RuleGroup = {
  id: "encryption",
  title: { en: "Encryption", zh: "加密" },
  rules: [
    encryptedDisks,
    encryptedNodes,
    databaseAtRest,
    databaseTls,
    cacheTls,
    bucketEncrypted,
    bucketOwnKey,
    bucketOnlyOverTls,
    tlsVersions,
    listenerTlsPolicy,
    cdnOnlyOverTls,
    keyRotation,
    keyEnabled,
    clusterSecretsEncrypted,
  ],
};
