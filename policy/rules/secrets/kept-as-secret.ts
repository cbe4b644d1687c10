import { expectNot } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { SECRET_PARAMETER } from "../../types.ts";

export const keptAsSecret = defineRule({
  id: "kept-as-secret",
  severity: "high",
  level: "mandatory",
  title: { en: "Passwords are kept encrypted", zh: "密码必须加密保存" },
  rationale: {
    en: "A parameter of the type String is shown in the console and in each answer of the API.",
    zh: "String 类型的参数会在控制台和 API 响应中明文显示。",
  },
  remediation: {
    en: 'SecretParameter with type: "Secret"; KMS secrets with encryptionKeyId of the environment\'s key.',
    zh: 'SecretParameter 设置 type: "Secret"；KMS 凭据设置 encryptionKeyId 为环境的密钥。',
  },
  sources: [mlps("Confidentiality of authentication data", "8.1.4.8"), manual("OOS: encrypted parameters")],
  settings: {},
  resource: {
    types: new Set([SECRET_PARAMETER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectNot(props, "type", "String", "StringList");
    },
  },
});
