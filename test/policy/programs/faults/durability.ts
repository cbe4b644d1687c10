import * as t from "../../../../policy/types.ts";
import { type Fault, faults } from "./fault.ts";

export const AVAILABILITY_FAULTS: readonly Fault[] = [
  ...faults(
    "store-deletion-protection",
    [t.DATABASE, "database", { deletionProtection: false }],
    [t.DATABASE_READER, "reader", { deletionProtection: undefined }],
    [t.CACHE, "cache", { instanceReleaseProtection: false }],
    [t.KMS_KEY, "key", { deletionProtection: "Disabled" }],
    [t.CLUSTER, "cluster", { deletionProtection: false }],
  ),
  ...faults(
    "entry-deletion-protection",
    [t.ALB, "application balancer", { deletionProtectionEnabled: false }],
    [t.NLB, "network balancer", { deletionProtectionConfig: undefined }],
    [t.CLB, "classic balancer", { deleteProtection: "off" }],
  ),
  ...faults(
    "protected-by-engine",
    [t.BUCKET, "bucket", {}, { protect: false }],
    [t.LOG_STORE, "logs", {}, { protect: false }],
    [t.CDN_DOMAIN, "domain", {}, { protect: false }],
  ),
  ...faults(
    "store-standby",
    [t.DATABASE, "one node", { category: "Basic" }],
    [t.DATABASE, "one zone", { zoneIdSlaveA: "cn-hangzhou-k" }],
    [t.CACHE, "one zone", { secondaryZoneId: undefined }],
  ),
  ...faults(
    "balancer-two-zones",
    [t.ALB, "one", { zoneMappings: [{ vswitchId: "vsw-1", zoneId: "cn-hangzhou-k" }] }],
    [t.CLB, "one", { slaveZoneId: undefined }],
    [t.ALB_CONFIG, "one", { "spec.config.zoneMappings": [{ vSwitchId: "vsw-1" }] }],
  ),
  ...faults(
    "balancers-check-health",
    [t.ALB_SERVER_GROUP, "never", { "healthCheckConfig.healthCheckEnabled": false }],
    [t.NLB_SERVER_GROUP, "never", { "healthCheck.healthCheckEnabled": false }],
    [t.CLB_LISTENER, "never", { healthCheck: "off" }],
  ),
  ...faults("hosts-on-different-hardware", [t.ECS_INSTANCE, "wherever", { deploymentSetId: undefined }]),
  ...faults("stores-minor-upgrades", [t.DATABASE, "by hand", { autoUpgradeMinorVersion: "Manual" }]),
  ...faults("bucket-zone-redundant", [t.BUCKET, "one zone", { redundancyType: "LRS" }]),
];

export const BACKUP_FAULTS: readonly Fault[] = [
  ...faults(
    "database-backups",
    [t.DATABASE, "without a policy", { instanceStorage: 100 }],
    [t.DATABASE_BACKUP_POLICY, "once a week", { preferredBackupPeriods: ["Monday"] }],
    [t.DATABASE_BACKUP_POLICY, "kept a day", { logBackupRetentionPeriod: 1 }],
    [t.DATABASE_BACKUP_POLICY, "without the log", { enableBackupLog: false }],
  ),
  ...faults("cache-backups", [t.CACHE, "once a week", { backupPeriods: ["Monday"] }]),
  ...faults("bucket-versioning", [t.BUCKET, "none", { versioning: undefined }]),
  ...faults("old-versions-kept", [
    t.BUCKET,
    "a day",
    { "lifecycleRules.0.noncurrentVersionExpirations": [{ days: 1 }] },
  ]),
  ...faults("released-backups-kept", [
    t.DATABASE_BACKUP_POLICY,
    "gone with it",
    { releasedKeepPolicy: "None" },
  ]),
  ...faults("no-forced-emptying", [t.BUCKET, "with all that is in it", { forceDestroy: true }]),
];

export const AUDIT_FAULTS: readonly Fault[] = [
  ...faults(
    "hosts-scraped",
    [t.ECS_INSTANCE, "a stranger", { hostName: "stranger" }],
    [t.VSPHERE_VM, "a stranger", { name: "stranger" }],
  ),
  ...faults(
    "logs-kept",
    [t.LOG_STORE, "a month", { retentionPeriod: 30 }],
    [t.CLUSTER, "a month", { controlPlaneLogTtl: "30" }],
    [t.LOG_AUDIT, "a month", { "variableMap.waf_ttl": "30" }],
    [t.BUCKET, "a month", { "lifecycleRules.0.expirations": [{ days: 30 }] }, { name: "logs" }],
  ),
  ...faults("bucket-access-logs", [t.BUCKET, "none", { logging: undefined }]),
  ...faults("balancer-access-logs", [t.ALB, "none", { accessLogConfig: undefined }]),
  ...faults(
    "audited-services",
    [t.LOG_AUDIT, "without the WAF", { "variableMap.waf_enabled": "false" }],
    [t.LOG_AUDIT, "without the database", { "variableMap.rds_enabled": "false" }],
  ),
  ...faults(
    "database-audit",
    [t.DATABASE, "none", { sqlCollectorStatus: "Disabled" }],
    [t.DATABASE, "a month", { sqlCollectorConfigValue: 30 }],
  ),
];
