import { expectNot } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov } from "../../sources.ts";
import { KMS_KEY } from "../../types.ts";

export const keyEnabled = defineRule({
  id: "key-enabled",
  severity: "medium",
  level: "mandatory",
  title: { en: "Keys in use are enabled", zh: "在用的密钥必须启用" },
  rationale: {
    en: "A disabled key makes everything under it unreadable at once: databases stop, pictures are gone.",
    zh: "密钥一停用，其下所有数据立即不可读：数据库停摆，图片消失。",
  },
  remediation: { en: 'status: "Enabled", or leave it out.', zh: 'status: "Enabled" 或不设置。' },
  sources: [checkov("CKV_ALI_28", "KMS keys are enabled")],
  settings: {},
  resource: {
    types: new Set([KMS_KEY]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectNot(props, "status", "Disabled");
      yield* expectNot(props, "keyState", "Disabled");
      yield* expectNot(props, "isEnabled", false);
    },
  },
});
