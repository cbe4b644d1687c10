import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { SECURITY_GROUP } from "../../types.ts";

export const securityGroupIsolation = defineRule({
  id: "security-group-isolation",
  severity: "medium",
  level: "mandatory",
  title: {
    en: "Members of a security group don't reach each other by default",
    zh: "同一安全组内的主机默认互不相通",
  },
  rationale: {
    en: "A group that accepts everything among its members lets one broken host into all the others of its tier.",
    zh: "组内互通的安全组让一台失陷主机可以访问同层所有主机。",
  },
  remediation: {
    en: 'innerAccessPolicy: "Drop", and a rule for what peers do need (a cluster\'s ports).',
    zh: '设置 innerAccessPolicy: "Drop"，再为对等节点所需端口（集群端口）单独放行。',
  },
  sources: [cis("Fine-grained access to networks"), mlps("Access control at the boundary", "8.1.3.2")],
  settings: {},
  resource: {
    types: new Set([SECURITY_GROUP]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "innerAccessPolicy", "Drop");
    },
    remediate: () => ({ innerAccessPolicy: "Drop" }),
  },
});
