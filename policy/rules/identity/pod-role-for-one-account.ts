import { isButShouldBe } from "../../expect.ts";
import { isUnknown, objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { statementsOf } from "../../statements.ts";
import { RAM_ROLE } from "../../types.ts";

export const podRoleForOneAccount = defineRule({
  id: "pod-role-for-one-account",
  severity: "high",
  level: "mandatory",
  title: { en: "A role for pods is one service account's", zh: "容器角色只属于一个服务账号" },
  rationale: {
    en: "A trust in the cluster's issuer without the subject is a trust in each pod of the cluster.",
    zh: "只信任集群签发者而不限定主体，等于信任集群里的每个 Pod。",
  },
  remediation: {
    en: "Condition StringEquals on oidc:sub (system:serviceaccount:<namespace>:<name>) and oidc:aud.",
    zh: "在 Condition 的 StringEquals 中限定 oidc:sub（system:serviceaccount:<命名空间>:<名称>）和 oidc:aud。",
  },
  sources: [manual("ACK: RAM roles for service accounts (RRSA)"), mlps("Least privilege", "8.1.4.2")],
  settings: {},
  resource: {
    types: new Set([RAM_ROLE]),
    check: function* ({ props }): Iterable<Finding> {
      const statements = statementsOf(props.assumeRolePolicyDocument ?? props.document);
      // The other rule about trust says that the document is unknown.
      if (isUnknown(statements)) return;
      for (const { allows, principals, condition } of statements) {
        if (!allows || principals.Federated === undefined) continue;
        const exact = objectOf(condition.StringEquals);
        for (const key of ["oidc:sub", "oidc:aud"]) {
          const value = exact?.[key];
          if (value === undefined || String(value).includes("*"))
            yield isButShouldBe(`Condition.StringEquals["${key}"]`, value, {
              en: "one exact value",
              zh: "一个确切的值",
            });
        }
      }
    },
  },
});
