import { expectNumber, expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { hougu } from "../../sources.ts";
import { NODE_POOL } from "../../types.ts";

export const nodeCeiling = defineRule({
  id: "node-ceiling",
  severity: "high",
  level: "mandatory",
  title: { en: "A node pool can't grow without end", zh: "节点池不得无限增长" },
  rationale: {
    en: "An autoscaler that follows a leak buys machines until somebody wakes up.",
    zh: "跟着泄漏走的自动伸缩会一直买机器，直到有人醒来。",
  },
  remediation: {
    en: "scalingConfig: { enable: true, maxSize } within the limit (hougu:kubernetes.monthlyCny gives it).",
    zh: "scalingConfig: { enable: true, maxSize } 不超过上限（由 hougu:kubernetes.monthlyCny 推出）。",
  },
  sources: [hougu("Budget of the environment")],
  settings: {
    maxNodes: {
      // Twice what an evening's peak of both mini-programs needs.
      schema: { type: "integer", minimum: 1 },
      default: 20 as number,
      meaning: { en: "Most nodes of one pool", zh: "单个节点池最多节点数" },
    },
  },
  resource: {
    types: new Set([NODE_POOL]),
    check: function* ({ props }, settings): Iterable<Finding> {
      yield* expectOneOf(props, "scalingConfig.enable", true);
      yield* expectNumber(props, "scalingConfig.maxSize", { most: settings.maxNodes });
    },
  },
});
