import { parseBlock } from "../ipv4.ts";
import { type Attributes, numeric, text, texts } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { ecsId, randomLetters } from "./ids.ts";
import { KEY_NOT_FOUND } from "./kms.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VPC_NOT_FOUND, VSWITCH_NOT_FOUND } from "./vpc.ts";
import { isZoneOf } from "./zones.ts";

const INSTANCE_NOT_FOUND = {
  code: "InvalidDBInstance.NotFound",
  message: "The specified instance is not found.",
} as const;
const NOT_NOW = {
  code: "OperationDenied.DBInstanceStatus",
  message: "The operation is not permitted due to status of instance.",
} as const;

/** Storage that the disks come in, in GiB, and its step (API reference of CreateDBInstance, DBInstanceStorage). */
const STORAGE: Readonly<Record<string, readonly [number, number]>> = {
  local_ssd: [5, 6000],
  cloud_essd: [20, 64_000],
  cloud_essd2: [500, 64_000],
  cloud_essd3: [1500, 64_000],
  general_essd: [10, 64_000],
};
const STORAGE_STEP = 5;
/** Days that a backup is kept. */
const BACKUP_DAYS = [7, 730] as const;
const LONGEST_ACCOUNT_NAME = 32;
/** Classes end alike for one edition on one kind of disks. */
const CLASS_ENDINGS: Readonly<Record<string, RegExp>> = {
  Basic: /\.1$/,
  "HighAvailability local": /(\.2|^rds\.mysql\.[a-z0-9]+\.[a-z0-9]+)$/,
  "HighAvailability cloud": /\.2c$/,
};

const ofInstance = (attribute: string): Reference => ({
  attribute,
  to: "alicloud:rdsInstance",
  missing: INSTANCE_NOT_FOUND,
  busy: NOT_NOW,
  follows: true,
});

export const rdsInstance: ResourceType = {
  type: "alicloud:rdsInstance",
  service: "Rds",
  actions: {
    create: "CreateDBInstance",
    describe: "DescribeDBInstanceAttribute",
    modify: "ModifyDBInstanceSpec",
    remove: "DeleteDBInstance",
  },
  nameAttribute: "instanceName",
  id: (_, region) => ecsId("rm", region),
  notFound: INSTANCE_NOT_FOUND,
  references: [
    { attribute: "vpcId", to: "alicloud:vpc", missing: VPC_NOT_FOUND },
    {
      attribute: "vswitchIds",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      holds: {
        code: "DependencyViolation",
        message: "The vSwitch can't be deleted while database instances are in it.",
      },
    },
    {
      attribute: "encryptionKey",
      to: "alicloud:kmsKey",
      missing: { code: "KeyNotFound", message: KEY_NOT_FOUND.message },
    },
    {
      attribute: "tdeEncryptionKey",
      to: "alicloud:kmsKey",
      missing: { code: "KeyNotFound", message: KEY_NOT_FOUND.message },
    },
  ],
  quotas: [
    {
      limit: 30,
      exceeded: { code: "QuotaExceed.DBInstance", message: "The maximum number of instances is reached." },
    },
  ],
  lifecycle: {
    begins: "Creating",
    becomes: "Running",
    seconds: 600,
    ends: "Deleting",
    endSeconds: 60,
    busy: NOT_NOW,
  },
  protection: {
    attribute: "deletionProtection",
    refused: {
      code: "OperationDenied.DeletionProtection",
      message: "The operation is not permitted due to deletion protection.",
    },
  },
  check(wanted, look, before) {
    checkPlace(wanted, look);
    checkClass(wanted, look);
    checkStorage(wanted, look, before?.attributes);
    checkAllowList(wanted, look);
    const isTde = wanted.tdeStatus === "Enabled";
    if (isTde && !isLocal(wanted)) {
      look.refuse(
        "InvalidDBInstanceType.NotSupport",
        `Transparent data encryption needs local SSDs. (${text(wanted, "dbInstanceStorageType")})`,
      );
    }
    if (before?.attributes.tdeStatus === "Enabled" && !isTde) {
      look.refuse("InvalidTDEStatus", "Transparent data encryption can't be switched off once it is on.");
    }
    if (before && text(wanted, "engineVersion") < text(before.attributes, "engineVersion")) {
      look.refuse("InvalidEngineVersion.Malformed", "A version can't be lowered.");
    }
  },
  complete: (wanted, { scope, now }) => {
    const host = `rm-${randomLetters(17)}.mysql.rds.aliyuncs.com`;
    return {
      connectionString: host,
      port: "3306",
      createTime: timestamp(now),
      dbInstanceType: "Primary",
      sslStatus: wanted.sslAction === "Open" ? "Yes" : "No",
      tdeStatus: wanted.tdeStatus ?? "Disabled",
      resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
      regionId: scope,
    };
  },
  adjust: (wanted) => ({ sslStatus: wanted.sslAction === "Open" ? "Yes" : "No" }),
};

function isLocal(wanted: Attributes): boolean {
  return text(wanted, "dbInstanceStorageType") === "local_ssd";
}

function checkPlace(wanted: Attributes, look: Look): void {
  const zones = ["zoneId", "zoneIdSlaveA", "zoneIdSlaveB"].map((name) => text(wanted, name)).filter(Boolean);
  const stranger = zones.find((zone) => !isZoneOf(look.scope, zone));
  if (stranger !== undefined)
    look.refuse("InvalidZoneId.NotFound", `The zone is not of the region. (${stranger})`);
  const vswitches = texts(wanted, "vswitchIds").map(
    (id) => look.get("alicloud:vswitch", id)?.attributes ?? {},
  );
  for (const zone of zones) {
    if (vswitches.length > 0 && !vswitches.some((one) => text(one, "zoneId") === zone)) {
      look.refuse("InvalidVSwitchId.NotFound", `No vSwitch of the instance is in its zone. (${zone})`);
    }
  }
  if (wanted.category === "Basic" && zones.length > 1) {
    look.refuse("InvalidZoneId.NotSupported", "The edition Basic has no standby.");
  }
}

function checkClass(wanted: Attributes, look: Look): void {
  const category = text(wanted, "category");
  const kind =
    category === "HighAvailability" ? `${category} ${isLocal(wanted) ? "local" : "cloud"}` : category;
  const name = text(wanted, "instanceType");
  const ending = CLASS_ENDINGS[kind];
  if (!/^(rds\.)?mysql\./.test(name) || (ending && !ending.test(name))) {
    look.refuse(
      "InvalidDBInstanceClass.NotFound",
      `Specified DB instance class is not found. (${name}, ${kind})`,
    );
  }
}

function checkStorage(wanted: Attributes, look: Look, before?: Attributes): void {
  const size = numeric(wanted, "instanceStorage") ?? 0;
  const [least, most] = STORAGE[text(wanted, "dbInstanceStorageType")] ?? [
    STORAGE_STEP,
    Number.POSITIVE_INFINITY,
  ];
  if (size < least || size > most || size % STORAGE_STEP !== 0) {
    look.refuse(
      "InvalidDBInstanceStorage.Malformed",
      `Storage must be ${least} to ${most} GiB, in steps of ${STORAGE_STEP}. (${size})`,
    );
  }
  if (before && isLocal(wanted) === isLocal(before) && size < (numeric(before, "instanceStorage") ?? 0)) {
    look.refuse("NotSupportReduceDiskSize", `Storage can't be reduced. (${size})`);
  }
}

function checkAllowList(wanted: Attributes, look: Look): void {
  const wrong = texts(wanted, "securityIps").find(
    (cidr) => !parseBlock(cidr.includes("/") ? cidr : `${cidr}/32`),
  );
  if (wrong !== undefined) {
    look.refuse("InvalidSecurityIPList.Format", `The format of the security IP list is invalid. (${wrong})`);
  }
}

export const rdsReader: ResourceType = {
  ...rdsInstance,
  type: "alicloud:rdsReader",
  actions: { ...rdsInstance.actions, create: "CreateReadOnlyDBInstance" },
  id: (_, region) => ecsId("rr", region),
  references: [
    {
      attribute: "masterDbInstanceId",
      to: "alicloud:rdsInstance",
      missing: INSTANCE_NOT_FOUND,
      busy: NOT_NOW,
      holds: {
        code: "OperationDenied.ReadDBInstanceExists",
        message: "The instance can't be deleted while read-only instances follow it.",
      },
    },
    {
      attribute: "vswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      holds: {
        code: "DependencyViolation",
        message: "The vSwitch can't be deleted while database instances are in it.",
      },
    },
  ],
  check(wanted, look, before) {
    const master = look.get("alicloud:rdsInstance", text(wanted, "masterDbInstanceId"))?.attributes ?? {};
    const size = numeric(wanted, "instanceStorage") ?? 0;
    if (before === undefined && master.category === "Basic") {
      look.refuse("OperationDenied.DBInstanceType", "The edition Basic has no read-only instances.");
    }
    if (size < (numeric(master, "instanceStorage") ?? 0)) {
      look.refuse(
        "IncorrectPrimaryDBInstanceDisksize",
        `The reader's storage must not be less than its primary's. (${size})`,
      );
    }
    checkAllowList(wanted, look);
  },
  complete: (wanted, { now }) => ({
    connectionString: `rr-${randomLetters(17)}.mysql.rds.aliyuncs.com`,
    port: "3306",
    engine: "MySQL",
    createTime: timestamp(now),
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
  adjust: () => ({}),
};

export const rdsDatabase: ResourceType = {
  type: "alicloud:rdsDatabase",
  service: "Rds",
  actions: {
    create: "CreateDatabase",
    describe: "DescribeDatabases",
    modify: "ModifyDBDescription",
    remove: "DeleteDatabase",
  },
  id: (database) => `${text(database, "instanceId")}:${text(database, "dataBaseName")}`,
  notFound: { code: "InvalidDBName.NotFound", message: "The specified database does not exist." },
  references: [ofInstance("instanceId")],
  unique: [
    {
      attributes: ["instanceId", "dataBaseName"],
      taken: { code: "InvalidDBName.Duplicate", message: "The database name already exists." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "dataBaseName");
    if (!/^[a-z]([a-z0-9_-]{0,62}[a-z0-9])?$/.test(name)) {
      look.refuse("InvalidDBName.Malformed", `The specified database name is not valid. (${name})`);
    }
  },
  complete: () => ({ status: "Running" }),
};

export const rdsAccount: ResourceType = {
  type: "alicloud:rdsAccount",
  service: "Rds",
  actions: {
    create: "CreateAccount",
    describe: "DescribeAccounts",
    modify: "ResetAccountPassword",
    remove: "DeleteAccount",
  },
  sealed: ["accountPassword"],
  id: (account) => `${text(account, "dbInstanceId")}:${text(account, "accountName")}`,
  notFound: { code: "InvalidAccountName.NotFound", message: "The specified account does not exist." },
  references: [ofInstance("dbInstanceId")],
  unique: [
    {
      attributes: ["dbInstanceId", "accountName"],
      taken: { code: "InvalidAccountName.Duplicate", message: "The account name already exists." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "accountName");
    const password = text(wanted, "accountPassword");
    if (!/^[a-z][a-z0-9_]*[a-z0-9]$/.test(name) || name.length > LONGEST_ACCOUNT_NAME) {
      look.refuse("InvalidAccountName.Malformed", `The specified account name is not valid. (${name})`);
    }
    if (!isStrong(password)) {
      look.refuse(
        "InvalidAccountPassword.Malformed",
        `The password needs 8 to 32 characters of three kinds: capitals, small letters, digits, !@#$%^&*()_+-=. (${name})`,
      );
    }
  },
  complete: (wanted) => ({ status: "Available", accountType: wanted.accountType ?? "Normal" }),
};

/** What RDS asks of a password; Redis asks the same. */
export function isStrong(password: string): boolean {
  const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!@#$%^&*()_+=-]/].filter((kind) => kind.test(password)).length;
  return /^[A-Za-z0-9!@#$%^&*()_+=-]{8,32}$/.test(password) && kinds >= 3;
}

export const rdsAccountPrivilege: ResourceType = {
  type: "alicloud:rdsAccountPrivilege",
  service: "Rds",
  actions: {
    create: "GrantAccountPrivilege",
    describe: "DescribeAccounts",
    modify: "GrantAccountPrivilege",
    remove: "RevokeAccountPrivilege",
  },
  id: (grant) =>
    ["instanceId", "accountName", "privilege"].map((attribute) => text(grant, attribute)).join(":"),
  notFound: { code: "InvalidAccountName.NotFound", message: "The specified account does not exist." },
  references: [ofInstance("instanceId")],
  unique: [
    {
      attributes: ["instanceId", "accountName"],
      taken: { code: "InvalidAccountPrivilege.Duplicate", message: "The account has a privilege already." },
    },
  ],
  check(wanted, look) {
    const instanceId = text(wanted, "instanceId");
    const account = text(wanted, "accountName");
    if (!look.get("alicloud:rdsAccount", `${instanceId}:${account}`)) {
      look.refuse("InvalidAccountName.NotFound", `The specified account does not exist. (${account})`);
    }
    const missing = texts(wanted, "dbNames").find(
      (name) => !look.get("alicloud:rdsDatabase", `${instanceId}:${name}`),
    );
    if (missing !== undefined) {
      look.refuse("InvalidDBName.NotFound", `The specified database does not exist. (${missing})`);
    }
  },
};

export const rdsBackupPolicy: ResourceType = {
  type: "alicloud:rdsBackupPolicy",
  service: "Rds",
  actions: {
    create: "ModifyBackupPolicy",
    describe: "DescribeBackupPolicy",
    modify: "ModifyBackupPolicy",
    remove: "ModifyBackupPolicy",
  },
  id: (policy) => text(policy, "instanceId"),
  notFound: INSTANCE_NOT_FOUND,
  idempotent: true,
  references: [ofInstance("instanceId")],
  check(wanted, look) {
    const days = numeric(wanted, "backupRetentionPeriod") ?? BACKUP_DAYS[0];
    const logDays = numeric(wanted, "logBackupRetentionPeriod") ?? days;
    if (days < BACKUP_DAYS[0] || days > BACKUP_DAYS[1]) {
      look.refuse(
        "InvalidBackupRetentionPeriod.Malformed",
        `Backups are kept ${BACKUP_DAYS.join(" to ")} days. (${days})`,
      );
    }
    if (logDays > days) {
      look.refuse(
        "InvalidLogBackupRetentionPeriod.Malformed",
        `Logs can't be kept longer than the backups that they continue. (${logDays}, ${days})`,
      );
    }
    if (texts(wanted, "preferredBackupPeriods").length === 1) {
      look.refuse("InvalidPreferredBackupPeriod.Malformed", "Two days a week are the least.");
    }
  },
};
