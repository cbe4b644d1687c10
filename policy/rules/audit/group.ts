import type { RuleGroup } from "../../rule.ts";
import { auditedServices } from "./audited-services.ts";
import { balancerAccessLogs } from "./balancer-access-logs.ts";
import { bucketAccessLogs } from "./bucket-access-logs.ts";
import { databaseAudit } from "./database-audit.ts";
import { hostsScraped } from "./hosts-scraped.ts";
import { logsKept } from "./logs-kept.ts";

export const AUDIT: RuleGroup = {
  id: "audit",
  title: { en: "Logs and audit", zh: "日志与审计" },
  rules: [logsKept, bucketAccessLogs, balancerAccessLogs, auditedServices, databaseAudit, hostsScraped],
};
