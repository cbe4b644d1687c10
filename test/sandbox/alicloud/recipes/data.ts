import type { Recipe } from "../../account.ts";

const PASSWORD = "Aa1_0123456789abcdef";

/** Databases, caches, buckets, delivery, keys and registries, as the components make them. */
export const DATA_RECIPES: Readonly<Record<string, Recipe>> = {
  "alicloud:kmsKey": () => ({
    description: "data",
    keySpec: "Aliyun_AES_256",
    automaticRotation: "Enabled",
    rotationInterval: "365d",
  }),
  "alicloud:kmsAlias": async (account) => ({
    aliasName: "alias/hougu-dev-data",
    keyId: (await account.the("alicloud:kmsKey")).id,
  }),
  "alicloud:kmsSecret": async (account) => ({
    secretName: "hougu-dev-artist-mysql-migrate",
    secretData: "{}",
    versionId: "v1",
    encryptionKeyId: (await account.the("alicloud:kmsKey")).id,
  }),
  "alicloud:rdsInstance": async (account) => ({
    instanceName: "artist-mysql",
    engine: "MySQL",
    engineVersion: "8.0",
    category: "HighAvailability",
    instanceType: "mysql.x4.large.2c",
    dbInstanceStorageType: "cloud_essd",
    instanceStorage: 100,
    vpcId: (await account.the("alicloud:vpc")).id,
    vswitchIds: [(await account.the("alicloud:vswitch")).id],
    securityIps: ["10.20.1.0/24"],
    sslAction: "Open",
  }),
  "alicloud:rdsReader": async (account) => ({
    masterDbInstanceId: (await account.the("alicloud:rdsInstance")).id,
    vswitchId: (await account.the("alicloud:vswitch")).id,
    engineVersion: "8.0",
    instanceType: "mysqlro.x4.large.1c",
    instanceStorage: 100,
  }),
  "alicloud:rdsDatabase": async (account) => ({
    instanceId: (await account.the("alicloud:rdsInstance")).id,
    dataBaseName: "artist",
    characterSet: "utf8mb4",
  }),
  "alicloud:rdsAccount": async (account) => ({
    dbInstanceId: (await account.the("alicloud:rdsInstance")).id,
    accountName: "artist_app",
    accountPassword: PASSWORD,
  }),
  "alicloud:rdsAccountPrivilege": async (account) => {
    await account.the("alicloud:rdsAccount");
    await account.the("alicloud:rdsDatabase");
    return {
      instanceId: (await account.the("alicloud:rdsInstance")).id,
      accountName: "artist_app",
      privilege: "DMLOnly",
      dbNames: ["artist"],
    };
  },
  "alicloud:rdsBackupPolicy": async (account) => ({
    instanceId: (await account.the("alicloud:rdsInstance")).id,
    preferredBackupPeriods: ["Monday", "Thursday"],
    backupRetentionPeriod: 30,
    logBackupRetentionPeriod: 30,
  }),
  "alicloud:redisInstance": async (account) => ({
    dbInstanceName: "artist-redis",
    instanceClass: "redis.shard.small.2.ce",
    vswitchId: (await account.the("alicloud:vswitch")).id,
    zoneId: "cn-hangzhou-k",
    secondaryZoneId: "cn-hangzhou-j",
    password: PASSWORD,
    securityIps: ["10.20.1.0/24"],
  }),
  "alicloud:ossBucket": () => ({ bucket: "hougu-dev-artist-pictures" }),
  "alicloud:ossAcl": async (account) => ({
    bucket: (await account.the("alicloud:ossBucket")).id,
    acl: "private",
  }),
  "alicloud:ossPolicy": async (account) => ({
    bucket: (await account.the("alicloud:ossBucket")).id,
    policy: JSON.stringify({
      Version: "1",
      Statement: [
        {
          Effect: "Deny",
          Action: ["oss:*"],
          Principal: ["*"],
          Resource: ["*"],
          Condition: { Bool: { "acs:SecureTransport": ["false"] } },
        },
      ],
    }),
  }),
  "alicloud:ossPublicAccessBlock": async (account) => ({
    bucket: (await account.the("alicloud:ossBucket")).id,
    blockPublicAccess: true,
  }),
  "alicloud:ossHttpsConfig": async (account) => ({
    bucket: (await account.the("alicloud:ossBucket")).id,
    enable: true,
    tlsVersions: ["TLSv1.2", "TLSv1.3"],
  }),
  "alicloud:ossArchiveDirectRead": async (account) => ({
    bucket: (await account.the("alicloud:ossBucket")).id,
    enabled: true,
  }),
  "alicloud:cdnDomain": async (account) => ({
    domainName: "pictures.artist.example.com",
    cdnType: "web",
    sources: [
      {
        type: "oss",
        content: `${(await account.the("alicloud:ossBucket")).id}.oss-cn-hangzhou.aliyuncs.com`,
      },
    ],
  }),
  "alicloud:cdnDomainConfig": async (account) => ({
    domainName: (await account.the("alicloud:cdnDomain")).id,
    functionName: "l2_oss_key",
    functionArgs: [{ argName: "private_oss_auth", argValue: "on" }],
  }),
  "alicloud:crNamespace": () => ({ name: "hougu-dev", autoCreate: false, defaultVisibility: "PRIVATE" }),
  "alicloud:crRepo": async (account) => ({
    namespace: (await account.the("alicloud:crNamespace")).id,
    name: "artist",
    summary: "artist",
    repoType: "PRIVATE",
  }),
  "alicloud:acrInstance": () => ({
    instanceName: "hougu-prod",
    instanceType: "Basic",
    paymentType: "Subscription",
  }),
  "alicloud:acrNamespace": async (account) => ({
    instanceId: (await account.the("alicloud:acrInstance")).id,
    name: "hougu-prod",
  }),
  "alicloud:acrRepo": async (account) => {
    const namespace = await account.the("alicloud:acrNamespace");
    return {
      instanceId: (await account.the("alicloud:acrInstance")).id,
      namespaceId: namespace.id,
      namespace: "hougu-prod",
      name: "artist",
      summary: "artist",
      repoType: "PRIVATE",
    };
  },
  "alicloud:acrVpcLink": async (account) => ({
    instanceId: (await account.the("alicloud:acrInstance")).id,
    vpcId: (await account.the("alicloud:vpc")).id,
    vswitchId: (await account.the("alicloud:vswitch")).id,
    moduleName: "Registry",
  }),
};
