import { numeric, text, texts } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { DISK_NOT_FOUND } from "./ecs-refusals.ts";
import { ecsId } from "./ids.ts";
import { timestamp } from "./time.ts";

const POLICY_NOT_FOUND = {
  code: "InvalidAutoSnapshotPolicyId.NotFound",
  message: "The specified AutoSnapshotPolicyId does not exist.",
} as const;

/** Longest that a snapshot is kept, in days; -1 for ever (API reference of CreateAutoSnapshotPolicy). */
const LONGEST_RETENTION = 65_536;
const FOR_EVER = -1;

export const autoSnapshotPolicy: ResourceType = {
  type: "alicloud:autoSnapshotPolicy",
  service: "Ecs",
  actions: {
    create: "CreateAutoSnapshotPolicy",
    describe: "DescribeAutoSnapshotPolicyEx",
    modify: "ModifyAutoSnapshotPolicyEx",
    remove: "DeleteAutoSnapshotPolicy",
  },
  nameAttribute: "autoSnapshotPolicyName",
  id: (_, region) => ecsId("sp", region),
  notFound: POLICY_NOT_FOUND,
  quotas: [
    {
      limit: 100,
      exceeded: {
        code: "QuotaExceed.AutoSnapshotPolicy",
        message: "The maximum number of policies is reached.",
      },
    },
  ],
  check(wanted, look) {
    const days = numeric(wanted, "retentionDays") ?? 0;
    const wrongDay = texts(wanted, "repeatWeekdays").find((day) => !/^[1-7]$/.test(day));
    const wrongHour = texts(wanted, "timePoints").find((hour) => !/^(1?\d|2[0-3])$/.test(hour));
    if (days !== FOR_EVER && (days < 1 || days > LONGEST_RETENTION)) {
      look.refuse(
        "InvalidRetentionDays",
        `The specified parameter RetentionDays is not valid. (${days}: -1, or 1 to ${LONGEST_RETENTION})`,
      );
    }
    if (wrongDay !== undefined) {
      look.refuse(
        "InvalidRepeatWeekdays",
        `The specified parameter RepeatWeekdays is not valid. (${wrongDay}: 1 to 7)`,
      );
    }
    if (wrongHour !== undefined) {
      look.refuse(
        "InvalidTimePoints",
        `The specified parameter TimePoints is not valid. (${wrongHour}: 0 to 23)`,
      );
    }
  },
  complete: (wanted, { scope, now }) => ({
    createTime: timestamp(now),
    regionId: scope,
    status: "Normal",
    copiedSnapshotsRetentionDays: wanted.copiedSnapshotsRetentionDays ?? FOR_EVER,
  }),
};

export const autoSnapshotPolicyAttachment: ResourceType = {
  type: "alicloud:autoSnapshotPolicyAttachment",
  service: "Ecs",
  actions: {
    create: "ApplyAutoSnapshotPolicy",
    describe: "DescribeDisks",
    modify: "ApplyAutoSnapshotPolicy",
    remove: "CancelAutoSnapshotPolicy",
  },
  id: (attachment) => `${text(attachment, "autoSnapshotPolicyId")}:${text(attachment, "diskId")}`,
  notFound: DISK_NOT_FOUND,
  idempotent: true,
  references: [
    {
      attribute: "autoSnapshotPolicyId",
      to: "alicloud:autoSnapshotPolicy",
      missing: POLICY_NOT_FOUND,
      // Deleting a policy takes it off its disks.
      follows: true,
    },
    { attribute: "diskId", to: "alicloud:disk", missing: DISK_NOT_FOUND, follows: true },
  ],
  complete: (_, { scope }) => ({ regionId: scope }),
};
