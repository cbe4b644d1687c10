import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { statementsOf } from "../../statements.ts";
import { RAM_POLICY } from "../../types.ts";

export const noBroadResource = defineRule({
  id: "no-broad-resource",
  severity: "high",
  level: "mandatory",
  title: { en: "A RAM policy names what it is for", zh: "RAM 策略必须写明对象" },
  rationale: {
    en: "An action on every resource of the account reaches the other mini-program's data and the other environment's.",
    zh: "对账号下所有资源的操作会触及另一个小程序和另一个环境的数据。",
  },
  remediation: {
    en: "Write the ARN: acs:oss:*:*:hougu-prod-artist-pictures/*. Actions that know no resource go into accountWideActions.",
    zh: "写明 ARN：acs:oss:*:*:hougu-prod-artist-pictures/*。不支持资源级授权的操作写入 accountWideActions。",
  },
  sources: [mlps("Least privilege", "8.1.4.2"), manual("RAM: resource-level authorization")],
  settings: {
    accountWideActions: {
      schema: { type: "array", items: { type: "string" } },
      default: [] as readonly string[],
      meaning: { en: "Actions that RAM can't bind to a resource", zh: "RAM 不支持绑定到资源的操作" },
    },
  },
  resource: {
    types: new Set([RAM_POLICY]),
    check: function* ({ props }, settings): Iterable<Finding> {
      const statements = statementsOf(props.policyDocument ?? props.document);
      if (isUnknown(statements)) {
        yield { undecided: "policyDocument" };
        return;
      }
      for (const [index, { allows, actions, resources }] of statements.entries()) {
        const everything = resources.find((resource) =>
          /^(\*|acs:[a-z0-9-]+:[^:]*:[^:]*:\*)$/i.test(resource),
        );
        const bound = actions.filter((action) => !settings.accountWideActions.includes(action));
        if (allows && everything !== undefined && bound.length > 0)
          yield {
            broken: {
              en: `Statement ${index + 1} allows ${bound.join(", ")} on ${everything}.`,
              zh: `第 ${index + 1} 条语句允许对 ${everything} 执行 ${bound.join("、")}。`,
            },
          };
      }
    },
  },
});
