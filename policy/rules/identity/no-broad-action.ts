import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { statementsOf } from "../../statements.ts";
import { BUCKET_POLICY, RAM_POLICY } from "../../types.ts";

export const noBroadAction = defineRule({
  id: "no-broad-action",
  severity: "critical",
  level: "mandatory",
  title: { en: "No RAM policy allows whole services", zh: "RAM 策略不得允许整个服务的操作" },
  rationale: {
    en: "A role that may do everything in a service may also delete it, and so may whoever takes over the host that bears the role.",
    zh: "能操作整个服务的角色也能删除它，接管承载该角色主机的人同样能做到。",
  },
  remediation: {
    en: "Name the actions: oss:GetObject, not oss:*.",
    zh: "写明具体操作：用 oss:GetObject，不用 oss:*。",
  },
  sources: [
    cis('RAM policies that allow full "*:*" administrative privileges are not created'),
    mlps("Least privilege", "8.1.4.2"),
  ],
  settings: {},
  resource: {
    types: new Set([RAM_POLICY, BUCKET_POLICY]),
    check: function* ({ type, props }): Iterable<Finding> {
      const document = type === RAM_POLICY ? (props.policyDocument ?? props.document) : props.policy;
      const statements = statementsOf(document);
      if (isUnknown(statements)) {
        yield { undecided: type === RAM_POLICY ? "policyDocument" : "policy" };
        return;
      }
      for (const [index, statement] of statements.entries()) {
        const broad = statement.actions.find((action) => /^(\*|[a-z0-9-]+:\*?)$/i.test(action));
        if (statement.allows && broad !== undefined)
          yield {
            broken: {
              en: `Statement ${index + 1} allows ${broad}.`,
              zh: `第 ${index + 1} 条语句允许 ${broad}。`,
            },
          };
      }
    },
  },
});
