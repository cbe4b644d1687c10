import { expectOneOf, isButShouldBe } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, kubernetesBenchmark, mlps } from "../../sources.ts";
import { CLUSTER } from "../../types.ts";

export const clusterAuditLog = defineRule({
  id: "cluster-audit-log",
  severity: "high",
  level: "mandatory",
  title: { en: "The API server's audit log is kept", zh: "必须保留 API Server 审计日志" },
  rationale: {
    en: "Who deleted the deployment, and with whose token, stands nowhere else.",
    zh: "谁用谁的令牌删了部署，别处都没有记录。",
  },
  remediation: {
    en: "auditLogConfig: { enabled: true } and controlPlaneLogComponents with apiserver.",
    zh: "auditLogConfig: { enabled: true }，controlPlaneLogComponents 含 apiserver。",
  },
  sources: [cis("ACK: audit logs are enabled"), kubernetesBenchmark("Audit logs"), mlps("Audit", "8.1.4.3")],
  settings: {},
  resource: {
    types: new Set([CLUSTER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "auditLogConfig.enabled", true);
      const components = props.controlPlaneLogComponents;
      if (isUnknown(components)) yield { undecided: "controlPlaneLogComponents" };
      else if (!Array.isArray(components) || !components.includes("apiserver"))
        yield isButShouldBe("controlPlaneLogComponents", components, {
          en: "apiserver among them",
          zh: "包含 apiserver",
        });
    },
  },
});
