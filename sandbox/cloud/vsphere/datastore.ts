import { type Attributes, type CloudObject, numeric, records, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { DATASTORE_GIB, THIN_DISK_GIB } from "./capacity.ts";
import { IN_FOLDER } from "./folder.ts";
import { checkNameIsFree, inventoryPath } from "./inventory-path.ts";
import { freeMoref } from "./moref.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND } from "./refusals.ts";

const MIB_PER_GIB = 1024;

export const datastore: ResourceType = {
  type: "vsphere:datastore",
  service: "vCenter",
  actions: {
    create: "CreateVmfsDatastore",
    describe: "RetrieveProperties",
    modify: "RenameDatastore",
    remove: "DestroyDatastore",
  },
  nameAttribute: "name",
  id: (_, __, look) =>
    freeMoref(
      "datastore-",
      look.all("vsphere:datastore").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [
    IN_FOLDER,
    { attribute: "datacenterId", to: "vsphere:datacenter", missing: OBJECT_NOT_FOUND },
    {
      attribute: "datastoreClusterId",
      to: "vsphere:datastoreCluster",
      missing: OBJECT_NOT_FOUND,
      holds: { code: "ResourceInUse", message: "The resource is in use." },
    },
  ],
  check(wanted, look, before) {
    checkName(text(wanted, "name"), look);
    checkNameIsFree(text(wanted, "parentId"), text(wanted, "name"), look, before);
  },
  complete: (wanted) => ({ capacity: wanted.capacity ?? DATASTORE_GIB }),
  describe: (object, look) => ({
    freeSpace: freeSpace(object, look),
    inventoryPath: inventoryPath(object, look),
  }),
};

/** Datastores among which Storage DRS chooses. */
export const datastoreCluster: ResourceType = {
  type: "vsphere:datastoreCluster",
  service: "vCenter",
  actions: {
    create: "CreateStoragePod",
    describe: "RetrieveProperties",
    modify: "ConfigureStorageDrsForPod_Task",
    remove: "Destroy_Task",
  },
  nameAttribute: "name",
  id: (_, __, look) =>
    freeMoref(
      "group-p",
      look.all("vsphere:datastoreCluster").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [IN_FOLDER, { attribute: "datacenterId", to: "vsphere:datacenter", missing: OBJECT_NOT_FOUND }],
  check(wanted, look, before) {
    checkName(text(wanted, "name"), look);
    checkNameIsFree(text(wanted, "parentId"), text(wanted, "name"), look, before);
  },
  describe: (object, look) => ({ inventoryPath: inventoryPath(object, look) }),
};

/** GiB that a datastore still has. @param but a machine that doesn't count */
export function freeSpace({ id, attributes }: CloudObject, look: Look, but?: CloudObject): number {
  const used = look
    .all("vsphere:virtualMachine")
    .filter((machine) => machine.id !== but?.id)
    .map((machine) => spaceUsed(machine.attributes, id));
  const alone = look
    .all("vsphere:virtualDisk")
    .filter((disk) => disk.attributes.datastore === attributes.name)
    .map((disk) => virtualDiskSpace(disk.attributes));
  return (numeric(attributes, "capacity") ?? 0) - [...used, ...alone].reduce((sum, size) => sum + size, 0);
}

/** GiB that a disk without a machine takes. */
export function virtualDiskSpace(disk: Attributes): number {
  const size = numeric(disk, "size") ?? 0;
  return disk.type === "thin" ? Math.min(size, THIN_DISK_GIB) : size;
}

/** GiB that a machine takes of a datastore: its disks, and a swap file for the memory that isn't reserved. */
export function spaceUsed(machine: Attributes, datastoreId: string): number {
  const home = text(machine, "datastoreId");
  const disks = records(machine, "disks")
    // An attached disk's room is counted where the disk is: it is there without the machine too.
    .filter((disk) => disk.attach !== true && (text(disk, "datastoreId") || home) === datastoreId)
    .map(diskSpace);
  const swap = home === datastoreId && machine.template !== true ? swapSpace(machine) : 0;
  return disks.reduce((sum, size) => sum + size, swap);
}

function diskSpace(disk: Attributes): number {
  const size = numeric(disk, "size") ?? 0;
  return disk.thinProvisioned === false ? size : Math.min(size, THIN_DISK_GIB);
}

function swapSpace(machine: Attributes): number {
  return (
    Math.max(0, (numeric(machine, "memory") ?? 0) - (numeric(machine, "memoryReservation") ?? 0)) /
    MIB_PER_GIB
  );
}
