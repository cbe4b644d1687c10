import { expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { SECURITY_GROUP, SECURITY_GROUP_RULE } from "../../types.ts";

export const firewallRulesDescribed = defineRule({
  id: "firewall-rules-described",
  severity: "low",
  level: "mandatory",
  title: { en: "Each firewall rule says what it is for", zh: "每条防火墙规则必须说明用途" },
  rationale: {
    en: "Nobody dares to remove a rule whose purpose is forgotten, so such rules stay open for ever.",
    zh: "没人敢删用途不明的规则，于是它们永远开着。",
  },
  remediation: {
    en: "Write a description: who comes, and for what.",
    zh: "填写 description：谁来访问、做什么。",
  },
  sources: [mlps("Access control at the boundary: rules are few and known", "8.1.3.2")],
  settings: {},
  resource: {
    types: new Set([SECURITY_GROUP, SECURITY_GROUP_RULE]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectSet(props, "description");
    },
  },
});
