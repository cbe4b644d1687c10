import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { statementsOf } from "../../statements.ts";
import { RAM_ROLE } from "../../types.ts";

export const roleTrustsFew = defineRule({
  id: "role-trusts-few",
  severity: "critical",
  level: "mandatory",
  title: { en: "A role names who may take it", zh: "角色必须写明谁可以扮演" },
  rationale: {
    en: "A trust in * or in another account's root is a key that we don't hold.",
    zh: "信任 * 或其他账号的 root，等于钥匙不在我们手里。",
  },
  remediation: {
    en: "Principal: a service such as ecs.aliyuncs.com, or roles of our own account; other accounts go into accounts.",
    zh: "Principal 写服务（如 ecs.aliyuncs.com）或本账号的角色；其他账号写入 accounts。",
  },
  sources: [cis("RAM roles are taken by whom they are for"), mlps("Access control", "8.1.4.2")],
  settings: {
    accounts: {
      schema: { type: "array", items: { type: "string" } },
      default: [] as readonly string[],
      meaning: { en: "Ids of accounts as a whole that may take roles", zh: "可整体扮演角色的账号 ID" },
    },
  },
  resource: {
    types: new Set([RAM_ROLE]),
    check: function* ({ props }, settings): Iterable<Finding> {
      const statements = statementsOf(props.assumeRolePolicyDocument ?? props.document);
      if (isUnknown(statements)) {
        yield { undecided: "assumeRolePolicyDocument" };
        return;
      }
      for (const { allows, principals } of statements) {
        if (!allows) continue;
        for (const [kind, names] of Object.entries(principals)) {
          for (const name of names) {
            const account = /^acs:ram::([^:]*):root$/.exec(name)?.[1];
            const stranger =
              name.includes("*") ||
              (kind === "RAM" && account !== undefined && !settings.accounts.includes(account));
            if (stranger)
              yield { broken: { en: `The role may be taken by ${name}.`, zh: `该角色可被 ${name} 扮演。` } };
          }
        }
      }
    },
  },
});
