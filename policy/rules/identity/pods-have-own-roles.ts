import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { CLUSTER } from "../../types.ts";

export const podsHaveOwnRoles = defineRule({
  id: "pods-have-own-roles",
  severity: "medium",
  level: "mandatory",
  title: { en: "Pods have roles of their own", zh: "容器组使用各自的角色" },
  rationale: {
    en: "Without roles for service accounts each pod takes its node's role, which is the sum of what all need.",
    zh: "没有服务账号角色时，每个 Pod 都用节点角色，即所有人所需权限之和。",
  },
  remediation: { en: "enableRrsa: true.", zh: "写法：enableRrsa: true。" },
  sources: [manual("ACK: RAM roles for service accounts (RRSA)"), mlps("Least privilege", "8.1.4.2")],
  settings: {},
  resource: {
    types: new Set([CLUSTER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "enableRrsa", true);
    },
  },
});
