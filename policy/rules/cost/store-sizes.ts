import { expectNumber } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { hougu } from "../../sources.ts";
import { DATABASE, DATABASE_READER } from "../../types.ts";

export const storeSizes = defineRule({
  id: "store-sizes",
  severity: "medium",
  level: "mandatory",
  title: { en: "Databases are of the size that was agreed", zh: "数据库容量必须在约定范围内" },
  rationale: {
    en: "Storage grows in place and never shrinks: a zero too many stays on the bill.",
    zh: "存储只能扩不能缩：多写一个零就一直在账单上。",
  },
  remediation: {
    en: "instanceStorage within the limit, or widen it in policy/config with a review.",
    zh: "instanceStorage 不超过上限，或经评审后在 policy/config 放宽。",
  },
  sources: [hougu("Budget of the environment")],
  settings: {
    maxGiB: {
      // As the largest disk of a machine.
      schema: { type: "integer", minimum: 1 },
      default: 500 as number,
      meaning: { en: "Largest database, GiB", zh: "数据库最大容量（GiB）" },
    },
  },
  resource: {
    types: new Set([DATABASE, DATABASE_READER]),
    check: function* ({ props }, settings): Iterable<Finding> {
      yield* expectNumber(props, "instanceStorage", { most: settings.maxGiB, unit: " GiB" });
    },
  },
});
