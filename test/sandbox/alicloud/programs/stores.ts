import type { WrongProgram } from "../../account.ts";

export const STORE_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:redisInstance",
    code: "InvalidInstanceId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:redisInstance", "r-nobody"),
  },
  {
    type: "alicloud:redisInstance",
    code: "InvalidInstanceClass.NotFound",
    what: "of a machine's type",
    run: (account) => account.create("alicloud:redisInstance", { instanceClass: "ecs.g7.large" }),
  },
  {
    type: "alicloud:redisInstance",
    what: "that encrypts its data transparently in the open-source edition",
    code: "IncorrectDBInstanceType",
    run: (account) => account.create("alicloud:redisInstance", { tdeStatus: "Enabled" }),
  },
  {
    type: "alicloud:redisInstance",
    code: "InvalidZoneId.NotFound",
    what: "in another region's zone",
    run: (account) => account.create("alicloud:redisInstance", { zoneId: "cn-beijing-k" }),
  },
  {
    type: "alicloud:redisInstance",
    code: "InvalidSecondaryZoneId",
    what: "with its standby beside it",
    run: (account) => account.create("alicloud:redisInstance", { secondaryZoneId: "cn-hangzhou-k" }),
  },
  {
    type: "alicloud:redisInstance",
    code: "InvalidVSwitchId.NotMatch",
    what: "away from its vSwitch",
    run: (account) =>
      account.create("alicloud:redisInstance", { zoneId: "cn-hangzhou-i", secondaryZoneId: "cn-hangzhou-h" }),
  },
  {
    type: "alicloud:redisInstance",
    code: "InvalidPassword.Malformed",
    what: "with a weak password",
    run: (account) => account.create("alicloud:redisInstance", { password: "secret" }),
  },
  {
    type: "alicloud:redisInstance",
    code: "InvalidSecurityIps.NoAuth",
    what: "without a password for everybody",
    run: (account) =>
      account.create("alicloud:redisInstance", { vpcAuthMode: "Close", securityIps: ["0.0.0.0/0"] }),
  },
  {
    type: "alicloud:redisInstance",
    code: "InvalidSecurityIPs.Format",
    what: "for clients whose block is none",
    run: (account) => account.create("alicloud:redisInstance", { securityIps: ["10.20.1.0/33"] }),
  },
  {
    type: "alicloud:redisInstance",
    code: "QuotaExceed.Instance",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:redisInstance": 1 } });
      await account.the("alicloud:redisInstance");
      await account.create("alicloud:redisInstance", {});
    },
  },
  {
    type: "alicloud:redisInstance",
    code: "InstanceReleaseProtection",
    what: "released while it is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:redisInstance", { instanceReleaseProtection: true });
      await account.remove("alicloud:redisInstance", id);
    },
  },
  {
    type: "alicloud:redisInstance",
    code: "IncorrectDBInstanceStatus",
    what: "changed while it is being made",
    run: async (account) => {
      const { id } = await account.begin("alicloud:redisInstance");
      await account.modify("alicloud:redisInstance", id, { instanceClass: "redis.shard.mid.2.ce" });
    },
  },
  {
    type: "alicloud:kmsKey",
    code: "Forbidden.KeyNotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:kmsKey", "key-nobody"),
  },
  {
    type: "alicloud:kmsKey",
    code: "InvalidParameter",
    what: "rotated each day",
    run: (account) => account.create("alicloud:kmsKey", { rotationInterval: "1d" }),
  },
  {
    type: "alicloud:kmsKey",
    code: "UnsupportedOperation",
    what: "rotated although somebody else made it",
    run: (account) => account.create("alicloud:kmsKey", { origin: "EXTERNAL" }),
  },
  {
    type: "alicloud:kmsKey",
    code: "QuotaExceeded.Key",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:kmsKey": 1 } });
      await account.the("alicloud:kmsKey");
      await account.create("alicloud:kmsKey", {});
    },
  },
  {
    type: "alicloud:kmsKey",
    code: "Rejected.DeletionProtectionEnabled",
    what: "deleted while it is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:kmsKey", { deletionProtection: "Enabled" });
      await account.remove("alicloud:kmsKey", id);
    },
  },
  {
    type: "alicloud:kmsKey",
    code: "Rejected.KeyInUse",
    what: "deleted with a secret behind it",
    run: async (account) => {
      await account.the("alicloud:kmsSecret");
      await account.remove("alicloud:kmsKey", (await account.the("alicloud:kmsKey")).id);
    },
  },
  {
    type: "alicloud:kmsAlias",
    code: "Forbidden.AliasNotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:kmsAlias", "alias/nobody"),
  },
  {
    type: "alicloud:kmsAlias",
    code: "Rejected.AliasExist",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:kmsAlias");
      await account.create("alicloud:kmsAlias");
    },
  },
  {
    type: "alicloud:kmsAlias",
    code: "InvalidParameter",
    what: "in the cloud's own name",
    run: (account) => account.create("alicloud:kmsAlias", { aliasName: "alias/acs/oss" }),
  },
  {
    type: "alicloud:kmsSecret",
    code: "Forbidden.ResourceNotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:kmsSecret", "nobody"),
  },
  {
    type: "alicloud:kmsSecret",
    code: "Rejected.ResourceExist",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:kmsSecret");
      await account.create("alicloud:kmsSecret");
    },
  },
  {
    type: "alicloud:kmsSecret",
    code: "InvalidParameter",
    what: "with a blank in its name",
    run: (account) => account.create("alicloud:kmsSecret", { secretName: "a secret" }),
  },
  {
    type: "alicloud:kmsSecret",
    code: "Rejected.ResourceInUse",
    what: "changed under the version's old name",
    run: async (account) => {
      const { id } = await account.the("alicloud:kmsSecret");
      await account.modify("alicloud:kmsSecret", id, { secretData: "other" });
    },
  },
  {
    type: "alicloud:ossBucket",
    code: "NoSuchBucket",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:ossBucket", "nobody"),
  },
  {
    type: "alicloud:ossBucket",
    code: "InvalidBucketName",
    what: "with a name in capitals",
    run: (account) => account.create("alicloud:ossBucket", { bucket: "Pictures" }),
  },
  {
    type: "alicloud:ossBucket",
    code: "BucketAlreadyExists",
    what: "under a name that is taken",
    run: async (account) => {
      await account.the("alicloud:ossBucket");
      await account.create("alicloud:ossBucket");
    },
  },
  {
    type: "alicloud:ossBucket",
    code: "TooManyBuckets",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:ossBucket": 1 } });
      await account.the("alicloud:ossBucket");
      await account.create("alicloud:ossBucket", { bucket: "another" });
    },
  },
  {
    type: "alicloud:ossBucket",
    code: "InvalidTargetBucketForLogging",
    what: "whose logs go nowhere",
    run: (account) => account.create("alicloud:ossBucket", { logging: { targetBucket: "nobody" } }),
  },
  {
    type: "alicloud:ossBucket",
    code: "Forbidden.KeyNotFound",
    what: "encrypted with a key that isn't there",
    run: (account) =>
      account.create("alicloud:ossBucket", {
        serverSideEncryptionRule: { sseAlgorithm: "KMS", kmsMasterKeyId: "key-nobody" },
      }),
  },
  {
    type: "alicloud:ossBucket",
    code: "InvalidArgument",
    what: "archived before Infrequent Access is paid off",
    run: (account) =>
      account.create("alicloud:ossBucket", {
        lifecycleRules: [
          {
            enabled: true,
            transitions: [
              { days: 30, storageClass: "IA" },
              { days: 40, storageClass: "Archive" },
            ],
          },
        ],
      }),
  },
  {
    type: "alicloud:ossBucket",
    code: "BucketNotEmpty",
    what: "deleted with pictures in it",
    run: async (account) => {
      const { id } = await account.the("alicloud:ossBucket");
      account.cloud.tamper("alicloud:ossBucket", id, { objectCount: 3 });
      await account.remove("alicloud:ossBucket", id);
    },
  },
  {
    type: "alicloud:ossAcl",
    code: "InvalidArgument",
    what: "that nobody knows",
    run: (account) => account.create("alicloud:ossAcl", { acl: "authenticated-read" }),
  },
  {
    type: "alicloud:ossAcl",
    code: "AccessDenied",
    what: "public where that is blocked",
    run: async (account) => {
      await account.the("alicloud:ossPublicAccessBlock");
      await account.create("alicloud:ossAcl", { acl: "public-read" });
    },
  },
  {
    type: "alicloud:ossPolicy",
    code: "MalformedPolicyDocument",
    what: "that nobody can read",
    run: (account) => account.create("alicloud:ossPolicy", { policy: "{}" }),
  },
  {
    type: "alicloud:ossPolicy",
    code: "AccessDenied",
    what: "for everybody where that is blocked",
    run: async (account) => {
      await account.the("alicloud:ossPublicAccessBlock");
      const statement = { Effect: "Allow", Action: ["oss:GetObject"], Principal: ["*"], Resource: ["*"] };
      await account.create("alicloud:ossPolicy", {
        policy: JSON.stringify({ Version: "1", Statement: [statement] }),
      });
    },
  },
  {
    type: "alicloud:ossPublicAccessBlock",
    code: "NoSuchBucket",
    what: "of a bucket that isn't there",
    run: (account) => account.create("alicloud:ossPublicAccessBlock", { bucket: "nobody" }),
  },
  {
    type: "alicloud:ossHttpsConfig",
    code: "InvalidArgument",
    what: "with a TLS that isn't",
    run: (account) => account.create("alicloud:ossHttpsConfig", { tlsVersions: ["SSLv3"] }),
  },
  {
    type: "alicloud:ossHttpsConfig",
    code: "MalformedXML",
    what: "without any version",
    run: (account) => account.create("alicloud:ossHttpsConfig", { tlsVersions: [] }),
  },
  {
    type: "alicloud:ossArchiveDirectRead",
    code: "NoSuchBucket",
    what: "of a bucket that isn't there",
    run: (account) => account.create("alicloud:ossArchiveDirectRead", { bucket: "nobody" }),
  },
  {
    type: "alicloud:cdnDomain",
    code: "InvalidDomain.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:cdnDomain", "nobody.example.com"),
  },
  {
    type: "alicloud:cdnDomain",
    code: "DomainAlreadyExist",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:cdnDomain");
      await account.create("alicloud:cdnDomain");
    },
  },
  {
    type: "alicloud:cdnDomain",
    code: "DomainOverLimit",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:cdnDomain": 1 } });
      await account.the("alicloud:cdnDomain");
      await account.create("alicloud:cdnDomain", { domainName: "other.example.com" });
    },
  },
  {
    type: "alicloud:cdnDomain",
    code: "InvalidSources.Malformed",
    what: "whose origin is a bucket that isn't there",
    run: (account) =>
      account.create("alicloud:cdnDomain", {
        sources: [{ type: "oss", content: "nobody.oss-cn-hangzhou.aliyuncs.com" }],
      }),
  },
  {
    type: "alicloud:cdnDomain",
    code: "ServiceBusy",
    what: "configured while it is being made",
    run: async (account) => {
      const { id } = await account.begin("alicloud:cdnDomain");
      const wanted = { domainName: id, functionName: "https_force", functionArgs: [] };
      await account.cloud.create(account.session, "alicloud:cdnDomainConfig", wanted);
    },
  },
  {
    type: "alicloud:cdnDomainConfig",
    code: "ConfigNotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:cdnDomainConfig", "nobody"),
  },
  {
    type: "alicloud:cdnDomainConfig",
    code: "ConfigDuplicate",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:cdnDomainConfig");
      await account.create("alicloud:cdnDomainConfig");
    },
  },
  {
    type: "alicloud:cdnDomainConfig",
    code: "InvalidFunctions.Malformed",
    what: "that nobody knows",
    run: (account) => account.create("alicloud:cdnDomainConfig", { functionName: "make_it_fast" }),
  },
  {
    type: "alicloud:cdnDomainConfig",
    code: "MissingParameter",
    what: "of signed links without their key",
    run: (account) =>
      account.create("alicloud:cdnDomainConfig", {
        functionName: "aliauth",
        functionArgs: [{ argName: "auth_type", argValue: "type_a" }],
      }),
  },
];
