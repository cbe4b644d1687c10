import { randomInt } from "node:crypto";
import { parseBlock } from "../ipv4.ts";
import { type Attributes, numeric, text, texts } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { allotAddress } from "./addresses.ts";
import { ecsId, randomLetters } from "./ids.ts";
import { KEY_NOT_FOUND } from "./kms.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VPC_NOT_FOUND, VSWITCH_NOT_FOUND } from "./vpc.ts";
import { isZoneOf } from "./zones.ts";

export const INSTANCE_NOT_FOUND = {
  code: "InvalidDBInstanceId.NotFound",
  message: "The specified instance is not found.",
} as const;
const NOT_NOW = {
  code: "OperationDenied.DBInstanceStatus",
  message: "The operation is not permitted due to status of instance.",
} as const;

/** What databases and caches say about a wanted address. */
export const DATABASE_ADDRESS_REFUSALS = {
  malformed: { code: "InvalidPrivateIpAddress.Malformed", message: "The private IP address is not valid." },
  outside: {
    code: "InvalidPrivateIpAddress.NotInRange",
    message: "The private IP address is not in the vSwitch.",
  },
  taken: { code: "InvalidPrivateIpAddress.Duplicate", message: "The private IP address is in use." },
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
/** Classes end alike for one edition on one kind of disks. */
const CLASS_ENDINGS: Readonly<Record<string, RegExp>> = {
  Basic: /\.1$/,
  "HighAvailability local": /(\.2|^rds\.mysql\.[a-z0-9]+\.[a-z0-9]+)$/,
  "HighAvailability cloud": /\.2c$/,
};

/** What is of an instance goes with it. */
export const ofInstance = (attribute: string): Reference => ({
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
  complete: (wanted, look) => {
    const connectionString = `rm-${randomLetters(17)}.mysql.rds.aliyuncs.com`;
    return {
      connectionString,
      port: wanted.port ?? "3306",
      dbInstanceType: "Primary",
      category: wanted.category ?? "HighAvailability",
      haConfig: wanted.haConfig ?? "Auto",
      tdeStatus: wanted.tdeStatus ?? "Disabled",
      ...placed(wanted, look),
      ...usual({ ...wanted, connectionString }, look),
    };
  },
  adjust: (wanted) => security(wanted),
};

/** Where an instance is when nobody says more than its vSwitch. */
function placed(wanted: Attributes, look: Look): Attributes {
  const vswitch = look.get("alicloud:vswitch", texts(wanted, "vswitchIds")[0] ?? text(wanted, "vswitchId"));
  if (vswitch === undefined) return {};
  return {
    vpcId: wanted.vpcId ?? vswitch.attributes.vpcId ?? null,
    zoneId: wanted.zoneId ?? vswitch.attributes.zoneId ?? null,
    privateIpAddress: allotAddress(
      vswitch,
      text(wanted, "privateIpAddress"),
      look,
      DATABASE_ADDRESS_REFUSALS,
    ),
  };
}

/** What every instance has, whether somebody says so or not. */
function usual(wanted: Attributes, { scope, now }: Look): Attributes {
  return {
    createTime: timestamp(now),
    regionId: scope,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    instanceChargeType: wanted.instanceChargeType ?? "Postpaid",
    // Nobody outside comes in until somebody is let in.
    securityIps: wanted.securityIps ?? ["127.0.0.1"],
    securityIpMode: wanted.securityIpMode ?? "normal",
    // The small hours of Beijing.
    maintainTime: wanted.maintainTime ?? "18:00Z-22:00Z",
    autoUpgradeMinorVersion: wanted.autoUpgradeMinorVersion ?? "Auto",
    targetMinorVersion: wanted.targetMinorVersion ?? "rds_20250531",
    monitoringPeriod: wanted.monitoringPeriod ?? 300,
    sqlCollectorStatus: wanted.sqlCollectorStatus ?? "Disabled",
    tcpConnectionType: wanted.tcpConnectionType ?? "SHORT",
    dbTimeZone: wanted.dbTimeZone ?? "SYSTEM",
    nodeId: String(randomInt(1e7, 1e8)),
    ...security(wanted),
  };
}

/** `sslStatus` is what the provider makes of it: whether the certificate must be renewed. */
function security(wanted: Attributes): Attributes {
  const isOpen = wanted.sslAction === "Open" || wanted.sslAction === "Update" || wanted.sslEnabled === 1;
  return {
    sslStatus: "No",
    ...(isOpen && {
      caType: wanted.caType ?? "aliyun",
      sslConnectionString: wanted.sslConnectionString ?? wanted.connectionString ?? null,
    }),
  };
}

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
  complete: (wanted, look) => {
    const master = look.get("alicloud:rdsInstance", text(wanted, "masterDbInstanceId"))?.attributes ?? {};
    return {
      connectionString: `rr-${randomLetters(17)}.mysql.rds.aliyuncs.com`,
      port: "3306",
      engine: master.engine ?? "MySQL",
      dbInstanceType: "Readonly",
      dbInstanceStorageType: wanted.dbInstanceStorageType ?? master.dbInstanceStorageType ?? null,
      ...placed({ zoneId: master.zoneId ?? null, ...wanted }, look),
      ...usual(wanted, look),
    };
  },
};
