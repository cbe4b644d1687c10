import { expectNot, expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, kubernetesBenchmark } from "../../sources.ts";
import { CLUSTER } from "../../types.ts";

export const clusterSecretsEncrypted = defineRule({
  id: "cluster-secrets-encrypted",
  severity: "high",
  level: "mandatory",
  title: {
    en: "The cluster's Secrets are encrypted with a key of our own",
    zh: "集群 Secret 用我们自己的密钥加密",
  },
  rationale: {
    en: "Without it etcd and its backups hold every password in base64.",
    zh: "否则 etcd 及其备份里的密码只是 base64。",
  },
  remediation: {
    en: "encryptionProviderKey of a KMS key, disableEncryption: false.",
    zh: "encryptionProviderKey 指向 KMS 密钥，disableEncryption: false。",
  },
  sources: [
    cis("ACK: Secrets are encrypted at rest with KMS"),
    kubernetesBenchmark("Encryption providers are configured"),
  ],
  settings: {},
  resource: {
    types: new Set([CLUSTER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectSet(props, "encryptionProviderKey");
      yield* expectNot(props, "disableEncryption", true);
    },
  },
});
