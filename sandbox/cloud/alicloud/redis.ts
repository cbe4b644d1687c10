import { parseBlock } from "../ipv4.ts";
import { text, texts } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { ecsId, randomLetters } from "./ids.ts";
import { isStrong } from "./rds-account.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VSWITCH_NOT_FOUND } from "./vpc.ts";
import { isZoneOf } from "./zones.ts";

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
  check(wanted, look) {
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
    const wrong = texts(wanted, "securityIps").find(
      (cidr) => !parseBlock(cidr.includes("/") ? cidr : `${cidr}/32`),
    );
    if (wrong !== undefined)
      look.refuse("InvalidSecurityIPs.Format", `The list's format is invalid. (${wrong})`);
  },
  complete: (wanted, { now }) => ({
    connectionDomain: `r-${randomLetters(17)}.redis.rds.aliyuncs.com`,
    privateConnectionPort: "6379",
    port: wanted.port ?? 6379,
    qps: 100_000,
    bandwidth: 96,
    createTime: timestamp(now),
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
};
