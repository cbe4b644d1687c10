import { expectNot, expectNumber } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { KMS_KEY, KMS_SECRET } from "../../types.ts";

export const recoverable = defineRule({
  id: "recoverable",
  severity: "medium",
  level: "mandatory",
  title: { en: "A deleted secret can be had back", zh: "删除的凭据必须可以找回" },
  rationale: {
    en: "A schema migration's password that is deleted at once ends a release at night.",
    zh: "立即删除的凭据会让夜里的发布停住。",
  },
  remediation: {
    en: "forceDeleteWithoutRecovery: false, recoveryWindowInDays of a week or more; keys: pendingWindowInDays.",
    zh: "forceDeleteWithoutRecovery: false，recoveryWindowInDays 不少于一周；密钥设置 pendingWindowInDays。",
  },
  sources: [
    manual("KMS: recovery window of secrets and keys"),
    mlps("Backup and recovery of data", "8.1.4.9"),
  ],
  settings: {
    minDays: {
      // The least that KMS takes, and long enough for a weekend.
      schema: { type: "integer", minimum: 1 },
      default: 7 as number,
      meaning: { en: "Days in which a deletion can be undone", zh: "删除后可恢复的天数" },
    },
  },
  resource: {
    types: new Set([KMS_SECRET, KMS_KEY]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      if (type === KMS_KEY) {
        yield* expectNumber(props, "pendingWindowInDays", { least: settings.minDays, unit: " d" });
        return;
      }
      yield* expectNot(props, "forceDeleteWithoutRecovery", true);
      yield* expectNumber(props, "recoveryWindowInDays", {
        least: settings.minDays,
        unit: " d",
        absent: "fine",
      });
    },
  },
});
