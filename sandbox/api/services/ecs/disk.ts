import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, flag, integer, shown, taken, text } from "../../fields.ts";
import { ApiError } from "../../problem.ts";
import { selected, tagged } from "../../selection.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { INSTANCE } from "./instance.ts";
import { demandState } from "./instance-power.ts";
import { listed } from "./listing.ts";

const TYPE = "alicloud:disk";

const GIVEN: Fields = {
  DiskName: text("diskName"),
  Description: text("description"),
  DiskCategory: text("category"),
  Size: integer("size"),
  ZoneId: text("zoneId"),
  Encrypted: flag("encrypted"),
  KMSKeyId: text("kmsKeyId"),
  PerformanceLevel: text("performanceLevel"),
  ProvisionedIops: integer("provisionedIops"),
  BurstingEnabled: flag("burstingEnabled"),
  StorageClusterId: text("storageClusterId"),
  SnapshotId: text("sourceSnapshotId"),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = {
  DiskName: text("diskName"),
  Description: text("description"),
  Category: text("category"),
  Size: integer("size"),
  Type: text("kind"),
  Status: text("status"),
  ZoneId: text("zoneId"),
  RegionId: text("regionId"),
  ImageId: text("imageId"),
  Encrypted: flag("encrypted"),
  KMSKeyId: text("kmsKeyId"),
  PerformanceLevel: text("performanceLevel"),
  ProvisionedIops: integer("provisionedIops"),
  BurstingEnabled: flag("burstingEnabled"),
  StorageClusterId: text("storageClusterId"),
  SourceSnapshotId: text("sourceSnapshotId"),
  AutoSnapshotPolicyId: text("autoSnapshotPolicyId"),
  ResourceGroupId: text("resourceGroupId"),
  CreationTime: text("createTime"),
};

const FILTERS = {
  Status: "status",
  DiskType: "kind",
  DiskName: "diskName",
  Category: "category",
  ZoneId: "zoneId",
  ResourceGroupId: "resourceGroupId",
  AutoSnapshotPolicyId: "autoSnapshotPolicyId",
} as const;

/** Where a first and a second disk appear on a machine. */
const SYSTEM_DEVICE = "/dev/xvda";
const DATA_DEVICE = "/dev/xvdb";

function holderIdOf({ attributes }: CloudObject): string {
  return attributes.status === "In_use"
    ? textOf(attributes, "instanceId") || textOf(attributes, "attachedTo")
    : "";
}

function described(disk: CloudObject): Record<string, Value> {
  const { id, attributes } = disk;
  const holder = holderIdOf(disk);
  const isSystem = attributes.kind === "system";
  const device = textOf(attributes, "device") || (isSystem ? SYSTEM_DEVICE : DATA_DEVICE);
  const attached = { InstanceId: holder, Device: device, AttachedTime: textOf(attributes, "createTime") };
  return {
    DiskName: "",
    Description: "",
    KMSKeyId: "",
    SourceSnapshotId: "",
    ...shown(attributes, DESCRIBED),
    DiskId: id,
    InstanceId: holder,
    Device: holder === "" ? "" : device,
    DiskChargeType: "PostPaid",
    Portable: !isSystem,
    DeleteWithInstance: textOf(attributes, "instanceId") !== "",
    EnableAutoSnapshot: true,
    EnableAutomatedSnapshotPolicy: textOf(attributes, "autoSnapshotPolicyId") !== "",
    DeleteAutoSnapshot: false,
    MultiAttach: "Disabled",
    Attachments: { Attachment: holder === "" ? [] : [attached] },
    MountInstances: { MountInstance: [] },
    OperationLocks: { OperationLock: [] },
    Tags: { Tag: shownTags(disk, "Tag") },
  };
}

export const DISK_ACTIONS: Readonly<Record<string, Action>> = {
  CreateDisk: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const wanted = { ...taken(parameters, GIVEN), ...(tags && { tags }) };
    const instanceId = parameters.text("InstanceId") ?? "";
    if (instanceId === "") {
      parameters.required("ZoneId");
      return { DiskId: (await call.create(TYPE, wanted)).id };
    }
    const { attributes } = await call.need(INSTANCE, instanceId);
    const zoneId = textOf(attributes, "availabilityZone");
    return { DiskId: (await call.create(TYPE, { ...wanted, zoneId, attachedTo: instanceId })).id };
  },
  DescribeDisks: async (call) => {
    const { parameters } = call;
    const instanceId = parameters.text("InstanceId") ?? "";
    const those =
      instanceId === ""
        ? await call.those(TYPE, parameters.list("DiskIds"))
        : [
            ...(await call.having(TYPE, "instanceId", instanceId)),
            ...(await call.having(TYPE, "attachedTo", instanceId)),
          ];
    const { DiskType: _, ...ofAnyKind } = FILTERS;
    const filters = parameters.text("DiskType") === "all" ? ofAnyKind : FILTERS;
    const found = selected(those, parameters, filters);
    const { items, frame } = listed(tagged(found, parameters), parameters, { most: 500 });
    return { ...frame, Disks: { Disk: items.map(described) } };
  },
  ModifyDiskAttribute: async (call) => {
    const { parameters } = call;
    const one = parameters.text("DiskId");
    const changes = taken(parameters, {
      DiskName: text("diskName"),
      Description: text("description"),
      BurstingEnabled: flag("burstingEnabled"),
    });
    const goesWithIt = parameters.flag("DeleteWithInstance");
    for (const id of one ? [one] : (parameters.list("DiskIds") ?? [])) {
      const disk = await call.need(TYPE, id);
      const holder = holderIdOf(disk);
      const held: Record<string, Value> =
        goesWithIt === undefined || holder === "" || disk.attributes.kind === "system"
          ? {}
          : { instanceId: goesWithIt ? holder : null, attachedTo: goesWithIt ? null : holder };
      await call.modify(TYPE, id, { ...changes, ...held });
    }
    return {};
  },
  ModifyDiskSpec: async (call) => {
    await call.modify(
      TYPE,
      call.parameters.required("DiskId"),
      taken(call.parameters, {
        DiskCategory: text("category"),
        PerformanceLevel: text("performanceLevel"),
        ProvisionedIops: integer("provisionedIops"),
      }),
    );
    return { OrderId: "0", TaskId: "" };
  },
  ResizeDisk: async (call) => {
    const { parameters } = call;
    parameters.required("NewSize");
    await call.modify(TYPE, parameters.required("DiskId"), taken(parameters, { NewSize: integer("size") }));
    return { OrderId: "0" };
  },
  AttachDisk: async (call) => {
    const { parameters } = call;
    const disk = await call.need(TYPE, parameters.required("DiskId"));
    const instance = await call.need(INSTANCE, parameters.required("InstanceId"));
    if (holderIdOf(disk) !== "") {
      throw new ApiError(403, "IncorrectDiskStatus", `The disk is attached already. (${disk.id})`);
    }
    if (disk.attributes.zoneId !== instance.attributes.availabilityZone) {
      throw new ApiError(
        403,
        "InvalidOperation.InstanceDiskMismatch",
        `The disk and the instance are not in the same zone. (${disk.id}, ${instance.id})`,
      );
    }
    const goesWithIt = parameters.flag("DeleteWithInstance") === true;
    await call.modify(TYPE, disk.id, {
      ...taken(parameters, { Device: text("device") }),
      instanceId: goesWithIt ? instance.id : null,
      attachedTo: goesWithIt ? null : instance.id,
    });
    return {};
  },
  DetachDisk: async (call) => {
    const { parameters } = call;
    const disk = await call.need(TYPE, parameters.required("DiskId"));
    if (holderIdOf(disk) !== parameters.required("InstanceId")) {
      throw new ApiError(403, "DependencyViolation", `The disk is not on that instance. (${disk.id})`);
    }
    if (disk.attributes.kind === "system") {
      demandState(await call.need(INSTANCE, holderIdOf(disk)), "Stopped");
    }
    await call.modify(TYPE, disk.id, { instanceId: null, attachedTo: null, device: null });
    return {};
  },
  DeleteDisk: async (call) => {
    await call.remove(TYPE, call.parameters.required("DiskId"));
    return {};
  },
  ReplaceSystemDisk: async (call) => {
    const { parameters } = call;
    const instance = await call.need(INSTANCE, parameters.required("InstanceId"));
    demandState(instance, "Stopped");
    const size = parameters.record("SystemDisk")?.integer("Size");
    const after = await call.modify(INSTANCE, instance.id, {
      ...taken(parameters, {
        ImageId: text("imageId"),
        Password: text("password"),
        KeyPairName: text("keyName"),
        Encrypted: flag("systemDiskEncrypted"),
        KMSKeyId: text("systemDiskKmsKeyId"),
      }),
      ...(size !== undefined && { systemDiskSize: size }),
    });
    return { DiskId: textOf(after.attributes, "systemDiskId") };
  },
};
