import { expectOneOf, isButShouldBe } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis, mlps } from "../../sources.ts";
import { KMS_KEY } from "../../types.ts";

export const keyRotation = defineRule({
  id: "key-rotation",
  severity: "medium",
  level: "mandatory",
  title: { en: "Keys are rotated", zh: "密钥必须轮换" },
  rationale: {
    en: "What a leaked key can read is bounded by how long it was in use.",
    zh: "密钥泄露后能读到多少，取决于它用了多久。",
  },
  remediation: {
    en: 'automaticRotation: "Enabled" with a rotationInterval of at most a year.',
    zh: 'automaticRotation: "Enabled"，rotationInterval 不超过一年。',
  },
  sources: [
    checkov("CKV_ALI_27", "KMS key rotation is enabled"),
    cis("Keys are rotated"),
    mlps("Management of keys"),
  ],
  settings: {
    maxDays: {
      // A year is what CIS asks for.
      schema: { type: "integer", minimum: 1 },
      default: 365 as number,
      meaning: { en: "Longest time between two rotations, days", zh: "两次轮换之间的最长天数" },
    },
  },
  resource: {
    types: new Set([KMS_KEY]),
    check: function* ({ props }, settings): Iterable<Finding> {
      // Asymmetric keys and keys brought from elsewhere can't be rotated by KMS.
      if (props.keyUsage === "SIGN/VERIFY" || props.origin === "EXTERNAL") return;
      yield* expectOneOf(props, "automaticRotation", "Enabled");
      const interval = props.rotationInterval;
      if (isUnknown(interval)) yield { undecided: "rotationInterval" };
      else if (daysOf(interval) > settings.maxDays)
        yield isButShouldBe("rotationInterval", interval, {
          en: `at most ${settings.maxDays} days`,
          zh: `不超过 ${settings.maxDays} 天`,
        });
    },
  },
});

/** KMS takes days, hours, minutes and seconds, e.g. `365d`; what can't be read counts as never. */
function daysOf(interval: unknown): number {
  const match = /^(\d+)([dhms])$/.exec(String(interval));
  if (match === null) return Number.POSITIVE_INFINITY;
  return Number(match[1]) / { d: 1, h: 24, m: 1440, s: 86_400 }[match[2] as "d" | "h" | "m" | "s"];
}
