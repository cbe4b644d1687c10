import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, mlps } from "../../sources.ts";
import { NODE_POOL } from "../../types.ts";

export const nodeRepair = defineRule({
  id: "node-repair",
  severity: "medium",
  level: "mandatory",
  title: { en: "Nodes are repaired and mended by themselves", zh: "节点自动修复并修补漏洞" },
  rationale: {
    en: "A node that went mad at night keeps its pods until somebody looks, and a hole in its kernel until somebody cares.",
    zh: "夜里失常的节点会一直占着 Pod，内核漏洞则一直等到有人关心。",
  },
  remediation: {
    en: "management: { enable: true, autoRepair: true, autoVulFix: true }.",
    zh: "写法：management: { enable: true, autoRepair: true, autoVulFix: true }。",
  },
  sources: [
    checkov("CKV_ALI_31", "Node pools repair themselves"),
    mlps("Known holes are mended in time", "8.1.4.4"),
  ],
  settings: {},
  resource: {
    types: new Set([NODE_POOL]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "management.autoRepair", true);
      yield* expectOneOf(props, "management.autoVulFix", true);
    },
    remediate: () => ({ "management.autoRepair": true, "management.autoVulFix": true }),
  },
});
