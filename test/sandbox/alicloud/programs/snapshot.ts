import type { WrongProgram } from "../../account.ts";

export const SNAPSHOT_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:autoSnapshotPolicy",
    code: "InvalidRetentionDays",
    what: "that keeps snapshots for no day",
    run: (account) => account.create("alicloud:autoSnapshotPolicy", { retentionDays: 0 }),
  },
  {
    type: "alicloud:autoSnapshotPolicy",
    code: "InvalidRepeatWeekdays",
    what: "on an eighth day of the week",
    run: (account) => account.create("alicloud:autoSnapshotPolicy", { repeatWeekdays: ["8"] }),
  },
  {
    type: "alicloud:autoSnapshotPolicy",
    code: "InvalidTimePoints",
    what: "at a 24th hour",
    run: (account) => account.create("alicloud:autoSnapshotPolicy", { timePoints: ["24"] }),
  },
  {
    type: "alicloud:autoSnapshotPolicy",
    code: "QuotaExceed.AutoSnapshotPolicy",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:autoSnapshotPolicy": 1 } });
      await account.the("alicloud:autoSnapshotPolicy");
      await account.create("alicloud:autoSnapshotPolicy");
    },
  },
  {
    type: "alicloud:autoSnapshotPolicyAttachment",
    code: "InvalidAutoSnapshotPolicyId.NotFound",
    what: "of a policy that isn't there",
    run: (account) =>
      account.create("alicloud:autoSnapshotPolicyAttachment", { autoSnapshotPolicyId: "sp-nobody" }),
  },
  {
    type: "alicloud:autoSnapshotPolicyAttachment",
    code: "InvalidDiskId.NotFound",
    what: "on a disk that isn't there",
    run: (account) => account.create("alicloud:autoSnapshotPolicyAttachment", { diskId: "d-nobody" }),
  },
];
