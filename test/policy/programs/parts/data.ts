import * as t from "../../../../policy/types.ts";
import { type Part, ref, TAGS as tags } from "./part.ts";

const WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const securityIps = ["10.0.0.0/24"];

/** Stores, keys and secrets. */
export const DATA: readonly Part[] = [
  {
    type: t.KMS_KEY,
    name: "data-key",
    protect: true,
    props: {
      automaticRotation: "Enabled",
      rotationInterval: "365d",
      deletionProtection: "Enabled",
      pendingWindowInDays: 30,
      tags,
    },
  },
  {
    type: t.KMS_SECRET,
    name: "migrate",
    props: {
      secretName: "migrate",
      secretData: "nobody's",
      versionId: "v1",
      recoveryWindowInDays: 30,
      encryptionKeyId: ref(t.KMS_KEY, "data-key"),
      tags,
    },
  },
  {
    type: t.SECRET_PARAMETER,
    name: "parameter",
    props: { secretParameterName: "parameter", value: "nobody's", type: "Secret", tags },
  },
  {
    type: t.DATABASE,
    name: "mysql",
    protect: true,
    props: {
      engine: "MySQL",
      engineVersion: "8.0",
      category: "HighAvailability",
      instanceType: "mysql.x4.large.2",
      instanceStorage: 200,
      dbInstanceStorageType: "local_ssd",
      vswitchId: "vsw-1",
      zoneId: "cn-hangzhou-k",
      zoneIdSlaveA: "cn-hangzhou-j",
      securityIps,
      tdeStatus: "Enabled",
      tdeEncryptionKey: ref(t.KMS_KEY, "data-key"),
      sslAction: "Open",
      autoUpgradeMinorVersion: "Auto",
      maintainTime: "18:00Z-22:00Z",
      sqlCollectorStatus: "Enabled",
      sqlCollectorConfigValue: 180,
      deletionProtection: true,
      tags,
    },
  },
  {
    type: t.DATABASE_READER,
    name: "reader",
    props: {
      masterDbInstanceId: ref(t.DATABASE, "mysql"),
      engineVersion: "8.0",
      instanceType: "rds.mysql.s3.large",
      instanceStorage: 200,
      vswitchId: "vsw-1",
      zoneId: "cn-hangzhou-j",
      securityIps,
      deletionProtection: true,
      tags,
    },
  },
  {
    type: t.DATABASE_BACKUP_POLICY,
    name: "mysql",
    props: {
      instanceId: ref(t.DATABASE, "mysql"),
      preferredBackupPeriods: WEEK,
      backupRetentionPeriod: 30,
      logBackupRetentionPeriod: 30,
      enableBackupLog: true,
      releasedKeepPolicy: "All",
    },
  },
  {
    type: t.DATABASE_ACCOUNT,
    name: "app",
    props: {
      dbInstanceId: ref(t.DATABASE, "mysql"),
      accountName: "app",
      accountPassword: "Nobody-1",
      accountType: "Normal",
    },
  },
  {
    type: t.CACHE,
    name: "redis",
    protect: true,
    props: {
      instanceClass: "redis.shard.mid.2.ce",
      engineVersion: "7.0",
      vswitchId: "vsw-1",
      zoneId: "cn-hangzhou-k",
      secondaryZoneId: "cn-hangzhou-j",
      securityIps,
      vpcAuthMode: "Open",
      password: "Nobody-1",
      sslEnable: "Enable",
      backupPeriods: WEEK,
      backupTime: "18:00Z-19:00Z",
      instanceReleaseProtection: true,
      tags,
    },
  },
  {
    type: t.BUCKET,
    name: "pictures",
    protect: true,
    props: {
      bucket: "hougu-pictures",
      redundancyType: "ZRS",
      forceDestroy: false,
      versioning: { status: "Enabled" },
      serverSideEncryptionRule: { sseAlgorithm: "KMS", kmsMasterKeyId: ref(t.KMS_KEY, "data-key") },
      logging: { targetBucket: "hougu-pictures-logs", targetPrefix: "pictures/" },
      lifecycleRules: [
        {
          id: "age",
          enabled: true,
          prefix: "",
          abortMultipartUploads: [{ days: 7 }],
          noncurrentVersionExpirations: [{ days: 60 }],
        },
      ],
      tags,
    },
  },
  {
    type: t.BUCKET,
    name: "logs",
    protect: true,
    props: {
      bucket: "hougu-pictures-logs",
      serverSideEncryptionRule: { sseAlgorithm: "AES256" },
      lifecycleRules: [
        {
          id: "expire",
          enabled: true,
          prefix: "",
          abortMultipartUploads: [{ days: 7 }],
          expirations: [{ days: 180 }],
        },
      ],
      tags,
    },
  },
  ...["pictures", "logs"].flatMap((name): Part[] => [
    { type: t.BUCKET_ACL, name, props: { bucket: ref(t.BUCKET, name), acl: "private" } },
    {
      type: t.BUCKET_PUBLIC_ACCESS_BLOCK,
      name,
      props: { bucket: ref(t.BUCKET, name), blockPublicAccess: true },
    },
    {
      type: t.BUCKET_HTTPS,
      name,
      props: { bucket: ref(t.BUCKET, name), enable: true, tlsVersions: ["TLSv1.2", "TLSv1.3"] },
    },
  ]),
  {
    type: t.BUCKET_POLICY,
    name: "pictures",
    props: {
      bucket: ref(t.BUCKET, "pictures"),
      policy: JSON.stringify({
        Version: "1",
        Statement: [
          {
            Effect: "Deny",
            Action: ["oss:*"],
            Principal: ["*"],
            Resource: ["acs:oss:*:*:hougu-pictures/*"],
            Condition: { Bool: { "acs:SecureTransport": ["false"] } },
          },
        ],
      }),
    },
  },
  {
    type: t.CDN_DOMAIN,
    name: "cdn",
    protect: true,
    props: {
      domainName: "pictures.example.com",
      cdnType: "web",
      scope: "domestic",
      sources: [{ content: "hougu-pictures.oss-cn-hangzhou.aliyuncs.com", type: "oss" }],
      certificateConfig: { certId: "1", certType: "cas", serverCertificateStatus: "on" },
      tags,
    },
  },
  ...(
    [
      ["https_force", { enable: "on" }],
      ["https_tls_version", { tls10: "off", tls11: "off", tls12: "on" }],
    ] as const
  ).map(
    ([functionName, values]): Part => ({
      type: t.CDN_CONFIG,
      name: functionName,
      props: {
        domainName: ref(t.CDN_DOMAIN, "cdn", "domainName"),
        functionName,
        functionArgs: Object.entries(values).map(([argName, argValue]) => ({ argName, argValue })),
      },
    }),
  ),
];
