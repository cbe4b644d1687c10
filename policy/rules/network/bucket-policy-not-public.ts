import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis } from "../../sources.ts";
import { statementsOf } from "../../statements.ts";
import { BUCKET_POLICY } from "../../types.ts";

export const bucketPolicyNotPublic = defineRule({
  id: "bucket-policy-not-public",
  severity: "critical",
  level: "mandatory",
  title: { en: "No bucket policy lets everybody in", zh: "存储桶策略不得对所有人放行" },
  rationale: {
    en: "A policy that allows the principal * makes a bucket public whatever its access list says.",
    zh: "策略中对主体 * 的 Allow 会让存储桶公开，读写权限怎么设都没用。",
  },
  remediation: {
    en: "Name accounts or roles in Principal; keep * for Deny statements.",
    zh: "Principal 写明账号或角色；* 只用于 Deny 语句。",
  },
  sources: [checkov("CKV_ALI_1", "No OSS bucket is public"), cis("No OSS bucket is publicly accessible")],
  settings: {},
  resource: {
    types: new Set([BUCKET_POLICY]),
    check: function* ({ props }): Iterable<Finding> {
      const statements = statementsOf(props.policy);
      if (isUnknown(statements)) {
        yield { undecided: "policy" };
        return;
      }
      for (const [index, { allows, principals }] of statements.entries()) {
        if (allows && Object.values(principals).some((names) => names.includes("*")))
          yield {
            broken: {
              en: `policy, statement ${index + 1}: allows everybody.`,
              zh: `policy 第 ${index + 1} 条语句：对所有人放行。`,
            },
          };
      }
    },
  },
});
