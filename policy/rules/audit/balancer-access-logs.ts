import { expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { ALB } from "../../types.ts";

export const balancerAccessLogs = defineRule({
  id: "balancer-access-logs",
  severity: "medium",
  level: "mandatory",
  title: { en: "Who asked for what is on record", zh: "谁请求了什么必须有记录" },
  rationale: {
    en: "A balancer sees each request before anything else does; without its log an attack has no beginning.",
    zh: "负载均衡最先看到每个请求；没有它的日志，攻击就没有起点。",
  },
  remediation: {
    en: "accessLogConfig with project and store (hougu:<mini-program>.entry.accessLogs).",
    zh: "accessLogConfig 写明日志项目和日志库（hougu:<小程序>.entry.accessLogs）。",
  },
  sources: [mlps("Audit at the boundary", "8.1.3.5"), manual("ALB: access logs")],
  settings: {},
  resource: {
    types: new Set([ALB]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectSet(props, "accessLogConfig.logStore");
      yield* expectSet(props, "accessLogConfig.logProject");
    },
  },
});
