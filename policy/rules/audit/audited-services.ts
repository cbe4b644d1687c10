import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, mlps } from "../../sources.ts";
import { LOG_AUDIT } from "../../types.ts";

export const auditedServices = defineRule({
  id: "audited-services",
  severity: "medium",
  level: "mandatory",
  title: { en: "The log audit service collects from what it should", zh: "日志审计服务必须采集应采的服务" },
  rationale: {
    en: "An audit that leaves a service out has a hole of exactly the shape of that service.",
    zh: "漏掉一个服务的审计，就有一个和它一样大的洞。",
  },
  remediation: {
    en: 'variableMap: { waf_enabled: "true", rds_enabled: "true" }; the services that an environment pays for stand in services.',
    zh: 'variableMap: { waf_enabled: "true", rds_enabled: "true" }；环境付费启用的服务写入 services。',
  },
  sources: [checkov("CKV_ALI_38", "Log audit is enabled for RDS"), mlps("Audit", "8.1.4.3")],
  settings: {
    services: {
      schema: { type: "array", items: { type: "string" } },
      default: ["rds", "waf"] as readonly string[],
      meaning: {
        en: "Services that must be collected, by the log audit's own prefixes",
        zh: "必须采集的服务，使用日志审计的前缀",
      },
    },
  },
  resource: {
    types: new Set([LOG_AUDIT]),
    check: function* ({ props }, settings): Iterable<Finding> {
      for (const service of settings.services)
        yield* expectOneOf(props, `variableMap.${service}_enabled`, true);
    },
  },
});
