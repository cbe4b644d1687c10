import { type CloudObject, isRecord, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, list, record, shown, taken, text } from "../../fields.ts";
import { selected, tagged } from "../../selection.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { listedByPage } from "./listing.ts";

const POLICY = "alicloud:autoSnapshotPolicy";
const ATTACHMENT = "alicloud:autoSnapshotPolicyAttachment";

/** Some of these names begin with a small letter: they are the service's oldest. */
const GIVEN: Fields = {
  autoSnapshotPolicyName: text("autoSnapshotPolicyName"),
  repeatWeekdays: list("repeatWeekdays"),
  timePoints: list("timePoints"),
  retentionDays: integer("retentionDays"),
  EnableCrossRegionCopy: flag("enableCrossRegionCopy"),
  TargetCopyRegions: list("targetCopyRegions"),
  CopiedSnapshotsRetentionDays: integer("copiedSnapshotsRetentionDays"),
  CopyEncryptionConfiguration: record("copyEncryptionConfiguration", {
    Encrypted: flag("encrypted"),
    KMSKeyId: text("kmsKeyId"),
  }),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = {
  AutoSnapshotPolicyName: text("autoSnapshotPolicyName"),
  RetentionDays: integer("retentionDays"),
  EnableCrossRegionCopy: flag("enableCrossRegionCopy"),
  CopiedSnapshotsRetentionDays: integer("copiedSnapshotsRetentionDays"),
  ResourceGroupId: text("resourceGroupId"),
  RegionId: text("regionId"),
  Status: text("status"),
  CreationTime: text("createTime"),
};

/** Lists are JSON in a text here. */
function described(policy: CloudObject, disks: number): Record<string, Value> {
  const { attributes, id } = policy;
  const encryption = attributes.copyEncryptionConfiguration;
  return {
    AutoSnapshotPolicyName: "",
    EnableCrossRegionCopy: false,
    // Only what somebody has put into a group says so here, unlike everywhere else.
    ResourceGroupId: "",
    ...shown(attributes, DESCRIBED),
    AutoSnapshotPolicyId: id,
    RepeatWeekdays: JSON.stringify(texts(attributes, "repeatWeekdays")),
    TimePoints: JSON.stringify(texts(attributes, "timePoints")),
    TargetCopyRegions: JSON.stringify(texts(attributes, "targetCopyRegions")),
    ...(isRecord(encryption) && {
      CopyEncryptionConfiguration: shown(encryption, {
        Encrypted: flag("encrypted"),
        KMSKeyId: text("kmsKeyId"),
      }),
    }),
    DiskNums: disks,
    VolumeNums: 0,
    Type: "Custom",
    Tags: { Tag: shownTags(policy, "Tag") },
  };
}

/** A disk has one policy: another takes its place. */
async function release(call: Call, diskId: string): Promise<void> {
  for (const { id } of await call.having(ATTACHMENT, "diskId", diskId)) await call.remove(ATTACHMENT, id);
}

export const AUTO_SNAPSHOT_POLICY_ACTIONS: Readonly<Record<string, Action>> = {
  CreateAutoSnapshotPolicy: async (call) => {
    const { parameters } = call;
    for (const name of ["repeatWeekdays", "timePoints", "retentionDays"]) parameters.required(name);
    const tags = tagsIn(parameters);
    const policy = await call.create(POLICY, { ...taken(parameters, GIVEN), ...(tags && { tags }) });
    return { AutoSnapshotPolicyId: policy.id };
  },
  DescribeAutoSnapshotPolicyEx: async (call) => {
    const { parameters } = call;
    const one = parameters.text("AutoSnapshotPolicyId");
    const found = selected(await call.those(POLICY, one ? [one] : undefined), parameters, {
      AutoSnapshotPolicyName: "autoSnapshotPolicyName",
      ResourceGroupId: "resourceGroupId",
    });
    const { items, frame } = listedByPage(tagged(found, parameters), parameters);
    return {
      ...frame,
      AutoSnapshotPolicies: {
        AutoSnapshotPolicy: await Promise.all(
          items.map(async (policy) =>
            described(policy, (await call.having(ATTACHMENT, "autoSnapshotPolicyId", policy.id)).length),
          ),
        ),
      },
    };
  },
  ModifyAutoSnapshotPolicyEx: async (call) => {
    const { parameters } = call;
    await call.modify(POLICY, parameters.required("autoSnapshotPolicyId"), taken(parameters, GIVEN));
    return {};
  },
  DeleteAutoSnapshotPolicy: async (call) => {
    await call.remove(POLICY, call.parameters.required("autoSnapshotPolicyId"));
    return {};
  },
  ApplyAutoSnapshotPolicy: async (call) => {
    const { parameters } = call;
    const autoSnapshotPolicyId = parameters.required("autoSnapshotPolicyId");
    await call.need(POLICY, autoSnapshotPolicyId);
    for (const diskId of parameters.list("diskIds") ?? []) {
      await call.need("alicloud:disk", diskId);
      await release(call, diskId);
      await call.cloud.create(call.session, ATTACHMENT, { autoSnapshotPolicyId, diskId });
    }
    return {};
  },
  CancelAutoSnapshotPolicy: async (call) => {
    for (const diskId of call.parameters.list("diskIds") ?? []) {
      await call.need("alicloud:disk", diskId);
      await release(call, diskId);
    }
    return {};
  },
};
