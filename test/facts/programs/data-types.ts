import { DomainConfig } from "@pulumi/alicloud/cdn/domainConfig.js";
import { DomainNew } from "@pulumi/alicloud/cdn/domainNew.js";
import { Namespace } from "@pulumi/alicloud/cr/namespace.js";
import { RegistryEnterpriseInstance } from "@pulumi/alicloud/cr/registryEnterpriseInstance.js";
import { Repo } from "@pulumi/alicloud/cr/repo.js";
import { VpcEndpointLinkedVpc } from "@pulumi/alicloud/cr/vpcEndpointLinkedVpc.js";
import { RegistryEnterpriseNamespace } from "@pulumi/alicloud/cs/registryEnterpriseNamespace.js";
import { RegistryEnterpriseRepo } from "@pulumi/alicloud/cs/registryEnterpriseRepo.js";
import { Alias } from "@pulumi/alicloud/kms/alias.js";
import { Key } from "@pulumi/alicloud/kms/key.js";
import { Secret } from "@pulumi/alicloud/kms/secret.js";
import { Instance as RedisInstance } from "@pulumi/alicloud/kvstore/instance.js";
import { Bucket } from "@pulumi/alicloud/oss/bucket.js";
import { BucketAcl } from "@pulumi/alicloud/oss/bucketAcl.js";
import { BucketArchiveDirectRead } from "@pulumi/alicloud/oss/bucketArchiveDirectRead.js";
import { BucketHttpsConfig } from "@pulumi/alicloud/oss/bucketHttpsConfig.js";
import { BucketPolicy } from "@pulumi/alicloud/oss/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/alicloud/oss/bucketPublicAccessBlock.js";
import { Account } from "@pulumi/alicloud/rds/account.js";
import { AccountPrivilege } from "@pulumi/alicloud/rds/accountPrivilege.js";
import { BackupPolicy } from "@pulumi/alicloud/rds/backupPolicy.js";
import { Database } from "@pulumi/alicloud/rds/database.js";
import { Instance as RdsInstance } from "@pulumi/alicloud/rds/instance.js";
import { ReadOnlyInstance } from "@pulumi/alicloud/rds/readOnlyInstance.js";
import { type CustomResourceOptions, type Output, secret } from "@pulumi/pulumi";

interface Place {
  readonly vpcId: Output<string>;
  readonly vswitchId: Output<string>;
}

const CIDRS = ["10.20.1.0/24"];

/** Each type of the data tier and of the registries, once. */
export function dataTypes(place: Place, opts: CustomResourceOptions): void {
  const key = new Key(
    "data",
    { automaticRotation: "Enabled", rotationInterval: "365d", pendingWindowInDays: 30 },
    opts,
  );
  new Alias("data", { aliasName: "alias/hougu-dev-data", keyId: key.id }, opts);
  new Secret(
    "data",
    { secretName: "hougu-dev-data", secretData: secret("{}"), versionId: "v1", encryptionKeyId: key.id },
    opts,
  );
  databases(place, opts);
  pictures(opts);
  registries(place, opts);
}

function databases({ vpcId, vswitchId }: Place, opts: CustomResourceOptions): void {
  const { id: instanceId } = new RdsInstance(
    "mysql",
    {
      engine: "MySQL",
      engineVersion: "8.0",
      category: "HighAvailability",
      instanceType: "mysql.x4.large.2c",
      instanceStorage: 100,
      dbInstanceStorageType: "cloud_essd",
      vpcId,
      vswitchId,
      securityIps: CIDRS,
      sslAction: "Open",
      parameters: [{ name: "local_infile", value: "OFF" }],
    },
    opts,
  );
  new ReadOnlyInstance(
    "reader",
    {
      masterDbInstanceId: instanceId,
      engineVersion: "8.0",
      instanceType: "mysqlro.x4.large.1c",
      instanceStorage: 100,
    },
    opts,
  );
  const database = new Database(
    "mysql",
    { instanceId, dataBaseName: "artist", characterSet: "utf8mb4" },
    opts,
  );
  const account = new Account(
    "app",
    { dbInstanceId: instanceId, accountName: "artist_app", accountPassword: secret("Aa1_0123456789") },
    opts,
  );
  new AccountPrivilege(
    "app",
    {
      instanceId,
      accountName: account.accountName,
      privilege: "DMLOnly",
      dbNames: [database.dataBaseName],
    },
    opts,
  );
  new BackupPolicy("mysql", { instanceId, backupRetentionPeriod: 30, enableBackupLog: true }, opts);
  new RedisInstance(
    "redis",
    {
      instanceClass: "redis.shard.small.2.ce",
      engineVersion: "7.0",
      vswitchId,
      password: secret("Aa1_0123456789"),
      securityIps: CIDRS,
      sslEnable: "Enable",
    },
    opts,
  );
}

function pictures(opts: CustomResourceOptions): void {
  const { bucket } = new Bucket(
    "pictures",
    {
      bucket: "hougu-dev-artist-pictures",
      versioning: { status: "Enabled" },
      serverSideEncryptionRule: { sseAlgorithm: "AES256" },
      lifecycleRules: [
        {
          enabled: true,
          transitions: [{ days: 30, storageClass: "IA" }],
          abortMultipartUploads: [{ days: 7 }],
        },
      ],
    },
    opts,
  );
  new BucketAcl("pictures", { bucket, acl: "private" }, opts);
  new BucketPolicy("pictures", { bucket, policy: JSON.stringify({ Version: "1", Statement: [] }) }, opts);
  new BucketPublicAccessBlock("pictures", { bucket, blockPublicAccess: true }, opts);
  new BucketHttpsConfig("pictures", { bucket, enable: true, tlsVersions: ["TLSv1.2"] }, opts);
  new BucketArchiveDirectRead("pictures", { bucket, enabled: true }, opts);
  const { domainName } = new DomainNew(
    "pictures",
    {
      domainName: "pictures.artist.example.com",
      cdnType: "web",
      sources: [{ type: "oss", content: "hougu-dev-artist-pictures.oss-cn-hangzhou.aliyuncs.com" }],
    },
    opts,
  );
  new DomainConfig(
    "private-origin",
    {
      domainName,
      functionName: "l2_oss_key",
      functionArgs: [{ argName: "private_oss_auth", argValue: "on" }],
    },
    opts,
  );
}

function registries({ vpcId, vswitchId }: Place, opts: CustomResourceOptions): void {
  const personal = new Namespace(
    "personal",
    { name: "hougu-dev", autoCreate: false, defaultVisibility: "PRIVATE" },
    opts,
  );
  new Repo(
    "personal",
    { namespace: personal.name, name: "artist", summary: "artist", repoType: "PRIVATE" },
    opts,
  );
  const { id: instanceId } = new RegistryEnterpriseInstance(
    "enterprise",
    { instanceName: "hougu-prod", instanceType: "Basic", paymentType: "Subscription", period: 12 },
    opts,
  );
  const namespace = new RegistryEnterpriseNamespace("enterprise", { instanceId, name: "hougu-prod" }, opts);
  new RegistryEnterpriseRepo(
    "enterprise",
    { instanceId, namespace: namespace.name, name: "artist", summary: "artist", repoType: "PRIVATE" },
    opts,
  );
  new VpcEndpointLinkedVpc("enterprise", { instanceId, vpcId, vswitchId, moduleName: "Registry" }, opts);
}
