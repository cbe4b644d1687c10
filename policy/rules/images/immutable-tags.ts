import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { REGISTRY_REPOSITORY } from "../../types.ts";

export const immutableTags = defineRule({
  id: "immutable-tags",
  severity: "medium",
  level: "mandatory",
  title: { en: "A tag that was pushed stays what it was", zh: "推送过的标签不得改变" },
  rationale: {
    en: "Whoever can push can otherwise exchange what runs tomorrow, under yesterday's version.",
    zh: "否则能推送的人就能用昨天的版本号换掉明天运行的东西。",
  },
  remediation: { en: "tagImmutability: true.", zh: "写法：tagImmutability: true。" },
  sources: [manual("Container Registry: immutable image versions"), mlps("Integrity", "8.1.4.7")],
  settings: {},
  resource: {
    types: new Set([REGISTRY_REPOSITORY]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "tagImmutability", true);
    },
    remediate: () => ({ tagImmutability: true }),
  },
});
