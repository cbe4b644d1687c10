import { AutoSnapshotPolicy } from "@pulumi/alicloud/ecs/autoSnapshotPolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../naming/labels.ts";

const EVERY_DAY = ["1", "2", "3", "4", "5", "6", "7"];
/** Hours of UTC+8 at which a snapshot is taken: 03:00, when photographers and diners sleep. */
const AT_HOURS = ["3"];

/**
 * Daily snapshots, kept for some days. What its schedule takes is independent of the machines, which may be replaced.
 *
 * @param retentionDays days that a snapshot is kept, 1 to 65,536
 */
export function createSnapshotPolicy(
  name: string,
  labels: Labels,
  retentionDays: number,
  opts: pulumi.CustomResourceOptions,
): AutoSnapshotPolicy {
  return new AutoSnapshotPolicy(
    name,
    {
      autoSnapshotPolicyName: labels.physicalName(name),
      repeatWeekdays: EVERY_DAY,
      timePoints: AT_HOURS,
      retentionDays,
      tags: labels.tags("platform"),
    },
    opts,
  );
}
