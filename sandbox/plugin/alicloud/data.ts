import { type Attributes, type CloudObject, text } from "../../cloud/object.ts";
import type { Mapping } from "../mapping.ts";
import { ignoredOfCache, ignoredOfDatabase } from "./ignored.ts";

const last = (id: string): string => id.split(":").at(-1) ?? id;

/** Databases, caches, buckets, delivery, keys and registries. */
export const DATA_MAPPINGS: readonly Mapping[] = [
  {
    token: "alicloud:rds/instance:Instance",
    type: "alicloud:rdsInstance",
    ignored: ignoredOfDatabase,
    providerOnly: ["forceRestart", "modifyMode", "freshWhiteListReadins"],
    // One text for one vSwitch or several.
    toAttributes: (inputs) => ({
      ...inputs,
      vswitchIds: text(inputs, "vswitchId").split(",").filter(Boolean),
    }),
    toProperties: ({ attributes }) => ({
      connectionStringPrefix: text(attributes, "connectionString").split(".")[0] ?? "",
    }),
  },
  {
    token: "alicloud:rds/readOnlyInstance:ReadOnlyInstance",
    type: "alicloud:rdsReader",
    providerOnly: ["forceRestart", "modifyMode"],
  },
  {
    token: "alicloud:rds/database:Database",
    type: "alicloud:rdsDatabase",
    synonyms: { name: "dataBaseName" },
  },
  {
    token: "alicloud:rds/account:Account",
    type: "alicloud:rdsAccount",
    synonyms: {
      name: "accountName",
      password: "accountPassword",
      type: "accountType",
      description: "accountDescription",
      instanceId: "dbInstanceId",
    },
    older: ["password"],
    providerOnly: ["resetPermissionFlag"],
  },
  { token: "alicloud:rds/accountPrivilege:AccountPrivilege", type: "alicloud:rdsAccountPrivilege" },
  {
    token: "alicloud:rds/backupPolicy:BackupPolicy",
    type: "alicloud:rdsBackupPolicy",
    synonyms: {
      backupPeriods: "preferredBackupPeriods",
      backupTime: "preferredBackupTime",
      logBackup: "enableBackupLog",
      logRetentionPeriod: "logBackupRetentionPeriod",
      retentionPeriod: "backupRetentionPeriod",
    },
  },
  {
    token: "alicloud:kvstore/instance:Instance",
    type: "alicloud:redisInstance",
    synonyms: {
      instanceName: "dbInstanceName",
      availabilityZone: "zoneId",
      instanceChargeType: "paymentType",
    },
    providerOnly: ["effectiveTime", "orderType", "forceUpgrade", "dryRun", "autoUseCoupon"],
    written: { privateConnectionPort: "6379" },
    ignored: ignoredOfCache,
  },
  {
    token: "alicloud:oss/bucket:Bucket",
    type: "alicloud:ossBucket",
    providerOnly: ["lifecycleRuleAllowSameActionOverlap"],
    toProperties: endpointsOf,
  },
  { token: "alicloud:oss/bucketAcl:BucketAcl", type: "alicloud:ossAcl" },
  { token: "alicloud:oss/bucketPolicy:BucketPolicy", type: "alicloud:ossPolicy" },
  {
    token: "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock",
    type: "alicloud:ossPublicAccessBlock",
  },
  { token: "alicloud:oss/bucketHttpsConfig:BucketHttpsConfig", type: "alicloud:ossHttpsConfig" },
  {
    token: "alicloud:oss/bucketArchiveDirectRead:BucketArchiveDirectRead",
    type: "alicloud:ossArchiveDirectRead",
  },
  { token: "alicloud:cdn/domainNew:DomainNew", type: "alicloud:cdnDomain" },
  {
    token: "alicloud:cdn/domainConfig:DomainConfig",
    type: "alicloud:cdnDomainConfig",
    toProperties: ({ id }) => ({ configId: last(id) }),
  },
  {
    token: "alicloud:kms/key:Key",
    type: "alicloud:kmsKey",
    synonyms: { keyState: "status", deletionWindowInDays: "pendingWindowInDays" },
    toProperties: ({ attributes }) => ({ isEnabled: attributes.status === "Enabled" }),
    older: ["deletionWindowInDays"],
  },
  { token: "alicloud:kms/alias:Alias", type: "alicloud:kmsAlias" },
  {
    token: "alicloud:kms/secret:Secret",
    type: "alicloud:kmsSecret",
    providerOnly: ["forceDeleteWithoutRecovery", "recoveryWindowInDays"],
    ignored: ({ forceDeleteWithoutRecovery }) =>
      forceDeleteWithoutRecovery === true ? ["recoveryWindowInDays"] : [],
  },
  { token: "alicloud:cr/namespace:Namespace", type: "alicloud:crNamespace" },
  { token: "alicloud:cr/repo:Repo", type: "alicloud:crRepo" },
  {
    token: "alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance",
    type: "alicloud:acrInstance",
    synonyms: { createdTime: "createTime" },
  },
  {
    token: "alicloud:cs/registryEnterpriseNamespace:RegistryEnterpriseNamespace",
    type: "alicloud:acrNamespace",
  },
  {
    token: "alicloud:cs/registryEnterpriseRepo:RegistryEnterpriseRepo",
    type: "alicloud:acrRepo",
    toAttributes: (inputs) => ({
      ...inputs,
      namespaceId: `${text(inputs, "instanceId")}:${text(inputs, "namespace")}`,
    }),
  },
  { token: "alicloud:cr/vpcEndpointLinkedVpc:VpcEndpointLinkedVpc", type: "alicloud:acrVpcLink" },
];

function endpointsOf({ attributes }: CloudObject): Attributes {
  const location = text(attributes, "location");
  return {
    extranetEndpoint: `${location}.aliyuncs.com`,
    intranetEndpoint: `${location}-internal.aliyuncs.com`,
  };
}
