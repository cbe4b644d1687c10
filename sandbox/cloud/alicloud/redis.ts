import { parseBlock } from "../ipv4.ts";
import { type Attributes, isRecord, text, texts, type Value } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { allotAddress } from "./addresses.ts";
import { ecsId, randomLetters } from "./ids.ts";
import { DATABASE_ADDRESS_REFUSALS } from "./rds.ts";
import { isStrong } from "./rds-account.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VSWITCH_NOT_FOUND } from "./vpc.ts";
import { isZoneOf } from "./zones.ts";

/** MiB of the smallest class; what others hold follows from a catalogue that the sandbox hasn't. */
const CAPACITY_MIB = 1024;
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export const redisInstance: ResourceType = {
  type: "alicloud:redisInstance",
  service: "R-kvstore",
  actions: {
    create: "CreateInstance",
    describe: "DescribeInstanceAttribute",
    modify: "ModifyInstanceSpec",
    remove: "DeleteInstance",
  },
  nameAttribute: "dbInstanceName",
  sealed: ["password"],
  id: (_, region) => ecsId("r", region),
  notFound: { code: "InvalidInstanceId.NotFound", message: "The specified instance does not exist." },
  references: [
    {
      attribute: "vswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      holds: {
        code: "DependencyViolation",
        message: "The vSwitch can't be deleted while Redis instances are in it.",
      },
    },
  ],
  quotas: [
    {
      limit: 30,
      exceeded: { code: "QuotaExceed.Instance", message: "The maximum number of instances is reached." },
    },
  ],
  lifecycle: {
    begins: "Creating",
    becomes: "Normal",
    seconds: 300,
    ends: "Deleting",
    endSeconds: 30,
    busy: {
      code: "IncorrectDBInstanceStatus",
      message: "The operation is not permitted due to status of instance.",
    },
  },
  protection: {
    attribute: "instanceReleaseProtection",
    refused: {
      code: "InstanceReleaseProtection",
      message: "The instance can't be released while it is protected.",
    },
  },
  check(wanted, look, before) {
    const name = text(wanted, "instanceClass");
    if (!/^(redis|tair)\./.test(name)) {
      look.refuse("InvalidInstanceClass.NotFound", `The specified instance class is not found. (${name})`);
    }
    const zones = ["zoneId", "secondaryZoneId"].map((attribute) => text(wanted, attribute)).filter(Boolean);
    const stranger = zones.find((zone) => !isZoneOf(look.scope, zone));
    if (stranger !== undefined)
      look.refuse("InvalidZoneId.NotFound", `The zone is not of the region. (${stranger})`);
    if (zones.length === 2 && zones[0] === zones[1]) {
      look.refuse("InvalidSecondaryZoneId", `The standby must be in another zone. (${zones[0]})`);
    }
    const place = look.get("alicloud:vswitch", text(wanted, "vswitchId"))?.attributes ?? {};
    // After a failover the primary may be where the standby was, and the vSwitch stays.
    if (zones.length > 0 && text(place, "zoneId") !== "" && !zones.includes(text(place, "zoneId"))) {
      look.refuse("InvalidVSwitchId.NotMatch", `The vSwitch is in another zone. (${text(place, "zoneId")})`);
    }
    const password = text(wanted, "password");
    if (password !== "" && !isStrong(password)) {
      look.refuse("InvalidPassword.Malformed", "The password needs 8 to 32 characters of three kinds.");
    }
    if (wanted.vpcAuthMode === "Close" && texts(wanted, "securityIps").includes("0.0.0.0/0")) {
      look.refuse("InvalidSecurityIps.NoAuth", "Without a password nobody may come from everywhere.");
    }
    if (wanted.tdeStatus === "Enabled" && !isEnterprise(wanted)) {
      look.refuse(
        "IncorrectDBInstanceType",
        `Only Tair Enterprise Edition encrypts its data transparently. (${name})`,
      );
    }
    if (before?.attributes.tdeStatus === "Enabled" && wanted.tdeStatus !== "Enabled") {
      look.refuse("InvalidTDEStatus", "Transparent data encryption can't be switched off once it is on.");
    }
    const wrong = texts(wanted, "securityIps").find(
      (cidr) => !parseBlock(cidr.includes("/") ? cidr : `${cidr}/32`),
    );
    if (wrong !== undefined)
      look.refuse("InvalidSecurityIPs.Format", `The list's format is invalid. (${wrong})`);
  },
  complete: (wanted, look) => ({
    connectionDomain: `r-${randomLetters(17)}.redis.rds.aliyuncs.com`,
    privateConnectionPort: "6379",
    port: wanted.port ?? 6379,
    qps: 100_000,
    bandwidth: 96,
    capacity: wanted.capacity ?? CAPACITY_MIB,
    shardCount: wanted.shardCount ?? 1,
    nodeType: wanted.nodeType ?? "MASTER_SLAVE",
    engineVersion: wanted.engineVersion ?? "7.0",
    instanceType: wanted.instanceType ?? "Redis",
    paymentType: wanted.paymentType ?? "PostPaid",
    vpcAuthMode: wanted.vpcAuthMode ?? "Open",
    sslEnable: wanted.sslEnable ?? "Disable",
    ...encryption(wanted),
    // Nobody comes in until somebody is let in.
    securityIps: wanted.securityIps ?? ["127.0.0.1"],
    securityIpGroupName: wanted.securityIpGroupName ?? "default",
    backupPeriods: wanted.backupPeriods ?? DAYS,
    backupTime: wanted.backupTime ?? "18:00Z-19:00Z",
    // The small hours of Beijing.
    maintainStartTime: wanted.maintainStartTime ?? "18:00Z",
    maintainEndTime: wanted.maintainEndTime ?? "22:00Z",
    isAutoUpgradeOpen: wanted.isAutoUpgradeOpen ?? "1",
    createTime: timestamp(look.now),
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    ...placed(wanted, look),
  }),
  adjust: (wanted) => encryption(wanted),
};

/** How an instance that can encrypt its data does: by the service's own key where nobody names one. */
const encryption = (wanted: Attributes): Attributes => ({
  ...(isEnterprise(wanted) && { tdeStatus: wanted.tdeStatus ?? "Disabled" }),
  ...(wanted.tdeStatus === "Enabled" && {
    encryptionName: wanted.encryptionName ?? "AES-CTR-256",
    encryptionKey: wanted.encryptionKey ?? `service-key-${randomLetters(8)}`,
  }),
});

/** Where an instance is when nobody says more than its vSwitch. */
function placed(wanted: Attributes, look: Look): Attributes {
  const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
  if (vswitch === undefined) return {};
  return {
    vpcId: vswitch.attributes.vpcId ?? null,
    zoneId: wanted.zoneId ?? vswitch.attributes.zoneId ?? null,
    privateIp: allotAddress(vswitch, text(wanted, "privateIp"), look, DATABASE_ADDRESS_REFUSALS),
  };
}

/** Whether an instance is of Tair's Enterprise Edition, which does more than the open-source one. */
export const isEnterprise = (attributes: Attributes): boolean =>
  text(attributes, "instanceClass").startsWith("tair.");

/** Parameters of an instance that nobody has set. */
const USUAL_CONFIG: Readonly<Record<string, string>> = {
  "#no_loose_disabled-commands": "",
  appendonly: "yes",
  hz: "10",
  "lazyfree-lazy-eviction": "yes",
  "maxmemory-policy": "volatile-lru",
  "notify-keyspace-events": "",
  "slowlog-log-slower-than": "20000",
  timeout: "0",
};

/** All parameters of an instance, as they are in effect. */
export function runningConfig({ config }: Attributes): Readonly<Record<string, Value>> {
  return { ...USUAL_CONFIG, ...(isRecord(config) && config) };
}
