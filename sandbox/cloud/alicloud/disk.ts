import { type Attributes, type CloudObject, numeric, text, type Value } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { DISK_NOT_FOUND, INSTANCE_NOT_FOUND } from "./ecs-refusals.ts";
import { ecsId } from "./ids.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP } from "./vpc.ts";

/** System disks in GiB (API reference of RunInstances, SystemDisk.Size). */
export const SYSTEM_DISK_GIB = [20, 2048] as const;
/** Sizes of a disk in GiB by its category (API reference of CreateDisk, Size). */
const GIB_BY_CATEGORY: Readonly<Record<string, readonly [number, number]>> = {
  cloud: [5, 2000],
  cloud_efficiency: [20, 32_768],
  cloud_ssd: [20, 32_768],
  cloud_essd: [1, 65_536],
  cloud_auto: [1, 65_536],
  cloud_essd_entry: [10, 32_768],
};
const OTHER_GIB = [1, 65_536] as const;

/** What a system disk says, and what its instance calls it. The instance keeps it. */
const SYSTEM_DISK: Readonly<Record<string, string>> = {
  diskName: "systemDiskName",
  description: "systemDiskDescription",
  category: "systemDiskCategory",
  size: "systemDiskSize",
  encrypted: "systemDiskEncrypted",
  kmsKeyId: "systemDiskKmsKeyId",
  performanceLevel: "systemDiskPerformanceLevel",
  provisionedIops: "systemDiskProvisionedIops",
  burstingEnabled: "systemDiskBurstingEnabled",
  storageClusterId: "systemDiskStorageClusterId",
  tags: "volumeTags",
};

/**
 * A disk. `instanceId` names the instance with which it goes, `attachedTo` one that it outlives. An instance's system
 * disk comes and goes with it and says what the instance says.
 */
export const disk: ResourceType = {
  type: "alicloud:disk",
  service: "Ecs",
  actions: {
    create: "CreateDisk",
    describe: "DescribeDisks",
    modify: "ModifyDiskAttribute",
    remove: "DeleteDisk",
  },
  nameAttribute: "diskName",
  id: (_, region) => ecsId("d", region),
  notFound: DISK_NOT_FOUND,
  references: [
    { attribute: "instanceId", to: "alicloud:instance", missing: INSTANCE_NOT_FOUND, follows: true },
    { attribute: "attachedTo", to: "alicloud:instance", missing: INSTANCE_NOT_FOUND },
  ],
  check(wanted, look, before) {
    const now: Attributes | undefined = before && { ...before.attributes, ...shownOf(before, look) };
    const size = numeric(wanted, "size");
    const was = numeric(now ?? {}, "size");
    const resized = before === undefined || size !== numeric(before.attributes, "size");
    const [least, most] =
      now?.kind === "system"
        ? SYSTEM_DISK_GIB
        : (GIB_BY_CATEGORY[text(now ?? wanted, "category")] ?? OTHER_GIB);
    if (resized && size !== undefined && (size < least || size > most)) {
      look.refuse(
        "InvalidDiskSize.NotSupported",
        `The specified disk size is invalid. (${size}: ${least} to ${most} GiB)`,
      );
    }
    if (resized && size !== undefined && was !== undefined && size < was) {
      look.refuse("InvalidDiskSize.TooSmall", `A disk can't be made smaller. (${size} < ${was} GiB)`);
    }
  },
  complete: (wanted, { now, scope }) => ({
    createTime: timestamp(now),
    regionId: scope,
    category: wanted.category ?? "cloud_essd",
    encrypted: wanted.encrypted ?? false,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
  describe: shownOf,
  carries: ({ id, attributes }, changes, look) => {
    const holder = systemOf(id, attributes, look);
    if (holder === undefined) return [];
    const kept = new Map<string, Value>(Object.entries(holder.attributes));
    for (const [own, its] of Object.entries(SYSTEM_DISK)) {
      const value = changes[own];
      if (value === null) kept.delete(its);
      else if (value !== undefined) kept.set(its, value);
    }
    return [{ ...holder, attributes: Object.fromEntries(kept) }];
  },
  leave({ id, attributes }, look) {
    const holder = holderOf(attributes, look);
    if (holder) {
      look.refuse("IncorrectDiskStatus", `The disk is attached to an instance. (${id}, ${holder.id})`);
    }
  },
};

/** The disk with which an instance comes. */
export function systemDiskOf(instance: CloudObject, look: Look): CloudObject {
  return {
    type: disk.type,
    id: text(instance.attributes, "systemDiskId"),
    scope: instance.scope,
    attributes: { instanceId: instance.id, createTime: timestamp(look.now), regionId: instance.scope },
  };
}

function shownOf({ id, attributes }: CloudObject, look: Look): Attributes {
  const holder = holderOf(attributes, look);
  const system = systemOf(id, attributes, look);
  const [backup] = look.having("alicloud:autoSnapshotPolicyAttachment", "diskId", id);
  return {
    kind: system ? "system" : "data",
    status: holder ? "In_use" : "Available",
    autoSnapshotPolicyId: text(backup?.attributes ?? {}, "autoSnapshotPolicyId"),
    ...(system && {
      zoneId: text(system.attributes, "availabilityZone"),
      imageId: text(system.attributes, "imageId"),
      resourceGroupId: text(system.attributes, "resourceGroupId"),
      ...Object.fromEntries(
        Object.entries(SYSTEM_DISK).flatMap(([own, its]) => {
          const value = system.attributes[its];
          return value === undefined ? [] : [[own, value]];
        }),
      ),
    }),
  };
}

/** The instance that has it. */
function holderOf(attributes: Attributes, look: Look): CloudObject | undefined {
  const id = text(attributes, "instanceId") || text(attributes, "attachedTo");
  return look.get("alicloud:instance", id);
}

/** The instance whose system disk it is. */
function systemOf(id: string, attributes: Attributes, look: Look): CloudObject | undefined {
  const holder = holderOf(attributes, look);
  return holder?.attributes.systemDiskId === id ? holder : undefined;
}
