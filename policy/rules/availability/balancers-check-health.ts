import { expectNot, expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { ALB_SERVER_GROUP, CLB_LISTENER, NLB_SERVER_GROUP } from "../../types.ts";

export const balancersCheckHealth = defineRule({
  id: "balancers-check-health",
  severity: "medium",
  level: "mandatory",
  title: { en: "A balancer asks whether those behind it live", zh: "负载均衡必须做健康检查" },
  rationale: {
    en: "Without a health check a dead host gets its share of requests until somebody wakes up.",
    zh: "没有健康检查，坏掉的主机会一直分到请求，直到有人醒来。",
  },
  remediation: {
    en: 'healthCheckEnabled: true in server groups; healthCheck: "on" in a classic listener.',
    zh: '服务器组设置 healthCheckEnabled: true；传统型监听设置 healthCheck: "on"。',
  },
  sources: [mlps("Availability of systems that process data", "8.1.4.9")],
  settings: {},
  resource: {
    types: new Set([ALB_SERVER_GROUP, NLB_SERVER_GROUP, CLB_LISTENER]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === ALB_SERVER_GROUP) yield* expectOneOf(props, "healthCheckConfig.healthCheckEnabled", true);
      // The service checks where nobody says otherwise.
      else if (type === NLB_SERVER_GROUP) yield* expectNot(props, "healthCheck.healthCheckEnabled", false);
      else yield* expectNot(props, "healthCheck", "off");
    },
  },
});
