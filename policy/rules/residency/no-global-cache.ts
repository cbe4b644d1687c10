import { expectNot } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { CACHE } from "../../types.ts";

export const noGlobalCache = defineRule({
  id: "no-global-cache",
  severity: "high",
  level: "mandatory",
  title: { en: "Sessions aren't replicated abroad", zh: "会话不得复制到境外" },
  rationale: {
    en: "A global distributed instance copies each session to its members in other regions.",
    zh: "全球多活实例会把每个会话复制到其他地域的成员。",
  },
  remediation: {
    en: "Leave globalInstance and globalInstanceId out.",
    zh: "不设 globalInstance 和 globalInstanceId。",
  },
  sources: [
    {
      document: "Personal Information Protection Law of the People's Republic of China",
      clause: "article 38",
      topic: "Conditions for taking personal information abroad",
    },
  ],
  settings: {},
  resource: {
    types: new Set([CACHE]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectNot(props, "globalInstance", true);
      if (props.globalInstanceId !== undefined && props.globalInstanceId !== "")
        yield { broken: { en: "globalInstanceId is set.", zh: "设置了 globalInstanceId。" } };
    },
  },
});
