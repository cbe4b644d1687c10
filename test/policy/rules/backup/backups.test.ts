import type { EcsAutoSnapshotPolicyAttachmentArgs } from "@pulumi/alicloud/ecs/ecsAutoSnapshotPolicyAttachment.js";
import type { InstanceArgs } from "@pulumi/alicloud/ecs/instance.js";
import { describe, expect, it, test } from "vitest";
import { type StackResource, UNKNOWN } from "../../../../policy/resource.ts";
import { backups } from "../../../../policy/rules/backup/backups.ts";
import * as t from "../../../../policy/types.ts";
import { judge, judgeStack, type Props, resource } from "../judge.ts";

const instance = (role: string, props: Props<InstanceArgs> & { systemDiskId?: unknown } = {}) =>
  resource<InstanceArgs>(t.ECS_INSTANCE, { tags: { role }, ...props }, { name: role });
const attachment = (props: Props<EcsAutoSnapshotPolicyAttachmentArgs>, disk?: StackResource) =>
  resource<EcsAutoSnapshotPolicyAttachmentArgs>(t.SNAPSHOT_ATTACHMENT, props, {
    name: "attachment",
    madeOf: disk === undefined ? {} : { diskId: [disk] },
  });

describe("a system disk", () => {
  it("passes by an attachment, by dependency in a preview and by id afterwards", () => {
    const edge = instance("edge", { systemDiskId: UNKNOWN });
    expect(judgeStack(backups, [edge, attachment({ diskId: UNKNOWN }, edge)]).broken).toEqual([]);
    const known = instance("edge", { systemDiskId: "d-1" });
    expect(judgeStack(backups, [known, attachment({ diskId: "d-1" })]).broken).toEqual([]);
  });
  it("passes by its own policy", () => {
    expect(
      judgeStack(backups, [instance("edge", { systemDiskAutoSnapshotPolicyId: "sp-1" })]).broken,
    ).toEqual([]);
    const policy = resource(t.AUTO_SNAPSHOT_POLICY, {});
    const edge = {
      ...instance("edge", { systemDiskAutoSnapshotPolicyId: UNKNOWN }),
      madeOf: { systemDiskAutoSnapshotPolicyId: [policy] },
    };
    expect(judgeStack(backups, [policy, edge]).broken).toEqual([]);
  });
  test.each([
    ["nothing at all", []],
    ["somebody else's attachment", [attachment({ diskId: "d-9" })]],
  ])("fails with %s", (_what, others) => {
    const edge = instance("edge", { systemDiskId: "d-1", systemDiskAutoSnapshotPolicyId: "" });
    const found = judgeStack(backups, [edge, ...others]);
    expect(found.broken).toEqual(["The system disk of edge has no automatic snapshot policy."]);
    expect(found.urns).toEqual([edge.urn]);
  });
  it("of an unknown disk is not matched with an attachment of another unknown disk", () => {
    const [edge, other] = [
      instance("edge", { systemDiskId: UNKNOWN }),
      instance("other", { systemDiskId: UNKNOWN }),
    ];
    expect(judgeStack(backups, [edge, other, attachment({ diskId: UNKNOWN }, other)]).broken).toHaveLength(1);
  });
  it("of a stateless host is exempt, its data disks are not", () => {
    expect(judgeStack(backups, [instance("tomcat")]).broken).toEqual([]);
    const dataDisks = [{ size: 20 }, { size: 20, autoSnapshotPolicyId: "sp-1" }];
    expect(judgeStack(backups, [instance("tomcat", { dataDisks })]).broken).toEqual([
      expect.stringContaining("dataDisks[0]"),
    ]);
  });
});

test.each([t.ECS_DISK, t.ECS_DISK_OLD])("a disk of its own: %s", (type) => {
  const disk = resource(type, {});
  expect(judgeStack(backups, [disk]).broken).toHaveLength(1);
  expect(judgeStack(backups, [disk, attachment({ diskId: UNKNOWN }, disk)]).broken).toEqual([]);
});

test.each([
  [7, 0],
  [30, 0],
  [-1, 0],
  [6, 1],
  [0, 1],
  [undefined, 1],
])("retentionDays %s: %d finding", (retentionDays, findings) => {
  expect(judge(backups, resource(t.AUTO_SNAPSHOT_POLICY, { retentionDays })).broken).toHaveLength(findings);
});

it("waits for a retention that is unknown", () => {
  expect(judge(backups, resource(t.AUTO_SNAPSHOT_POLICY, { retentionDays: UNKNOWN })).undecided).toEqual([
    "retentionDays",
  ]);
});
