import type { WrongProgram } from "../../account.ts";

export const RDS_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:rdsInstance",
    code: "InvalidDBInstanceId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:rdsInstance", "rm-nobody"),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidVpcId.NotFound",
    what: "in a VPC that isn't there",
    run: (account) => account.create("alicloud:rdsInstance", { vpcId: "vpc-nobody" }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidVSwitchId.NotFound",
    what: "in a vSwitch that isn't there",
    run: (account) => account.create("alicloud:rdsInstance", { vswitchIds: ["vsw-nobody"] }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidVSwitchId.NotFound",
    what: "with a standby where it has no vSwitch",
    run: (account) =>
      account.create("alicloud:rdsInstance", { zoneId: "cn-hangzhou-k", zoneIdSlaveA: "cn-hangzhou-j" }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidPrivateIpAddress.NotInRange",
    what: "with an address outside its vSwitch",
    run: (account) => account.create("alicloud:rdsInstance", { privateIpAddress: "10.99.0.9" }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidPrivateIpAddress.Duplicate",
    what: "with another instance's address",
    run: async (account) => {
      const { attributes } = await account.the("alicloud:rdsInstance");
      await account.create("alicloud:rdsInstance", { privateIpAddress: attributes.privateIpAddress ?? null });
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidZoneId.NotFound",
    what: "in another region's zone",
    run: (account) => account.create("alicloud:rdsInstance", { zoneId: "cn-beijing-k" }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidZoneId.NotSupported",
    what: "of the edition Basic with a standby",
    run: async (account) => {
      const { id } = await account.create("alicloud:vswitch", {
        zoneId: "cn-hangzhou-j",
        cidrBlock: "10.20.2.0/24",
      });
      const first = await account.the("alicloud:vswitch");
      await account.create("alicloud:rdsInstance", {
        category: "Basic",
        instanceType: "mysql.n2.medium.1",
        vswitchIds: [first.id, id],
        zoneId: "cn-hangzhou-k",
        zoneIdSlaveA: "cn-hangzhou-j",
      });
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidDBInstanceClass.NotFound",
    what: "of a class for local disks on cloud disks",
    run: (account) => account.create("alicloud:rdsInstance", { instanceType: "mysql.x4.large.2" }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidDBInstanceStorage.Malformed",
    what: "with storage between the steps",
    run: (account) => account.create("alicloud:rdsInstance", { instanceStorage: 52 }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "NotSupportReduceDiskSize",
    what: "made smaller",
    run: async (account) => {
      const { id } = await account.the("alicloud:rdsInstance");
      await account.modify("alicloud:rdsInstance", id, { instanceStorage: 50 });
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidSecurityIPList.Format",
    what: "for clients whose block is none",
    run: (account) => account.create("alicloud:rdsInstance", { securityIps: ["10.20.1.0/33"] }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidDBInstanceType.NotSupport",
    what: "with TDE on cloud disks",
    run: (account) => account.create("alicloud:rdsInstance", { tdeStatus: "Enabled" }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidTDEStatus",
    what: "without TDE once it had it",
    run: async (account) => {
      const { id } = await account.create("alicloud:rdsInstance", {
        instanceType: "mysql.x4.large.2",
        dbInstanceStorageType: "local_ssd",
        tdeStatus: "Enabled",
      });
      await account.modify("alicloud:rdsInstance", id, { tdeStatus: "Disabled" });
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "InvalidEngineVersion.Malformed",
    what: "of an older version than before",
    run: async (account) => {
      const { id } = await account.the("alicloud:rdsInstance");
      await account.modify("alicloud:rdsInstance", id, { engineVersion: "5.7" });
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "KeyNotFound",
    what: "encrypted with a key that isn't there",
    run: (account) => account.create("alicloud:rdsInstance", { encryptionKey: "key-nobody" }),
  },
  {
    type: "alicloud:rdsInstance",
    code: "QuotaExceed.DBInstance",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:rdsInstance": 1 } });
      await account.the("alicloud:rdsInstance");
      await account.create("alicloud:rdsInstance", {});
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "OperationDenied.DeletionProtection",
    what: "deleted while it is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:rdsInstance", { deletionProtection: true });
      await account.remove("alicloud:rdsInstance", id);
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "OperationDenied.DBInstanceStatus",
    what: "changed while it is being made",
    run: async (account) => {
      const { id } = await account.begin("alicloud:rdsInstance");
      await account.modify("alicloud:rdsInstance", id, { instanceStorage: 200 });
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "OperationDenied.ReadDBInstanceExists",
    what: "deleted with a reader behind it",
    run: async (account) => {
      await account.the("alicloud:rdsReader");
      await account.remove("alicloud:rdsInstance", (await account.the("alicloud:rdsInstance")).id);
    },
  },
  {
    type: "alicloud:rdsInstance",
    code: "DependencyViolation",
    what: "whose vSwitch is deleted",
    run: async (account) => {
      await account.the("alicloud:rdsInstance");
      await account.remove("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
    },
  },
  {
    type: "alicloud:rdsReader",
    code: "OperationDenied.DBInstanceType",
    what: "of an instance of one node",
    run: async (account) => {
      const master = await account.create("alicloud:rdsInstance", {
        category: "Basic",
        instanceType: "mysql.n2.medium.1",
      });
      await account.create("alicloud:rdsReader", { masterDbInstanceId: master.id });
    },
  },
  {
    type: "alicloud:rdsReader",
    code: "IncorrectPrimaryDBInstanceDisksize",
    what: "smaller than its primary",
    run: (account) => account.create("alicloud:rdsReader", { instanceStorage: 50 }),
  },
  {
    type: "alicloud:rdsDatabase",
    code: "InvalidDBName.Malformed",
    what: "with a name in capitals",
    run: (account) => account.create("alicloud:rdsDatabase", { dataBaseName: "Artist" }),
  },
  {
    type: "alicloud:rdsDatabase",
    code: "InvalidDBName.Duplicate",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:rdsDatabase");
      await account.create("alicloud:rdsDatabase");
    },
  },
  {
    type: "alicloud:rdsDatabase",
    code: "InvalidDBName.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:rdsDatabase", "rm-nobody:artist"),
  },
  {
    type: "alicloud:rdsAccount",
    code: "InvalidAccountName.Malformed",
    what: "with a hyphen in its name",
    run: (account) => account.create("alicloud:rdsAccount", { accountName: "artist-app" }),
  },
  {
    type: "alicloud:rdsAccount",
    code: "InvalidAccountPassword.Malformed",
    what: "with a weak password",
    run: (account) => account.create("alicloud:rdsAccount", { accountPassword: "secret" }),
  },
  {
    type: "alicloud:rdsAccount",
    code: "InvalidAccountName.Duplicate",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:rdsAccount");
      await account.create("alicloud:rdsAccount");
    },
  },
  {
    type: "alicloud:rdsAccountPrivilege",
    code: "InvalidAccountName.NotFound",
    what: "of an account that isn't there",
    run: (account) => account.create("alicloud:rdsAccountPrivilege", { accountName: "nobody" }),
  },
  {
    type: "alicloud:rdsAccountPrivilege",
    code: "InvalidDBName.NotFound",
    what: "on a database that isn't there",
    run: (account) => account.create("alicloud:rdsAccountPrivilege", { dbNames: ["nothing"] }),
  },
  {
    type: "alicloud:rdsAccountPrivilege",
    code: "InvalidAccountPrivilege.Duplicate",
    what: "a second one of the same account",
    run: async (account) => {
      await account.the("alicloud:rdsAccountPrivilege");
      await account.create("alicloud:rdsAccountPrivilege", { privilege: "ReadOnly" });
    },
  },
  {
    type: "alicloud:rdsBackupPolicy",
    code: "InvalidBackupRetentionPeriod.Malformed",
    what: "for fewer days than RDS keeps",
    run: (account) =>
      account.create("alicloud:rdsBackupPolicy", { backupRetentionPeriod: 3, logBackupRetentionPeriod: 3 }),
  },
  {
    type: "alicloud:rdsBackupPolicy",
    code: "InvalidLogBackupRetentionPeriod.Malformed",
    what: "with logs that outlive their backups",
    run: (account) => account.create("alicloud:rdsBackupPolicy", { logBackupRetentionPeriod: 60 }),
  },
  {
    type: "alicloud:rdsBackupPolicy",
    code: "InvalidPreferredBackupPeriod.Malformed",
    what: "once a week",
    run: (account) => account.create("alicloud:rdsBackupPolicy", { preferredBackupPeriods: ["Monday"] }),
  },
];
