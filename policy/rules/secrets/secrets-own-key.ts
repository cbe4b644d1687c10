import { expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { KMS_SECRET } from "../../types.ts";

export const secretsOwnKey = defineRule({
  id: "secrets-own-key",
  severity: "medium",
  level: "mandatory",
  title: { en: "Kept passwords are encrypted with a key of our own", zh: "保存的密码用我们自己的密钥加密" },
  rationale: {
    en: "Whoever may read a secret must also be allowed its key: two permissions, each on record, and the key can be taken away from all at once.",
    zh: "能读凭据的人还必须有密钥权限：两道权限都有记录，密钥还可以一次收回。",
  },
  remediation: {
    en: "encryptionKeyId of the environment's key (hougu:data.key).",
    zh: "encryptionKeyId 使用环境的密钥（hougu:data.key）。",
  },
  sources: [manual("KMS: encryption of secrets"), mlps("Confidentiality of authentication data", "8.1.4.8")],
  settings: {},
  resource: {
    types: new Set([KMS_SECRET]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectSet(props, "encryptionKeyId");
    },
  },
});
