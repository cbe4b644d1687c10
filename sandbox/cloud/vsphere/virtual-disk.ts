import { type Attributes, type CloudObject, numeric, records, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { freeSpace, virtualDiskSpace } from "./datastore.ts";
import { LARGEST_DISK_GIB } from "./machine-disks.ts";
import { OBJECT_NOT_FOUND, refuseArgument } from "./refusals.ts";

/** A VMDK is a file: who runs from it holds it. */
const FILE_LOCKED = "FileLocked";

/** A disk that exists without a machine: a file on a datastore. Its id is the file's place, e.g. `[DS-01] disks/data.vmdk`. */
export const virtualDisk: ResourceType = {
  type: "vsphere:virtualDisk",
  service: "vCenter",
  actions: {
    create: "CreateVirtualDisk_Task",
    describe: "SearchDatastore_Task",
    modify: "ExtendVirtualDisk_Task",
    remove: "DeleteVirtualDisk_Task",
  },
  id: (attributes) => `[${text(attributes, "datastore")}] ${pathOf(attributes)}`,
  notFound: { code: "FileNotFound", message: "File was not found." },
  references: [
    { attribute: "datacenter", to: "vsphere:datacenter", by: "name", missing: OBJECT_NOT_FOUND },
    {
      attribute: "datastore",
      to: "vsphere:datastore",
      by: "name",
      missing: OBJECT_NOT_FOUND,
      holds: { code: "ResourceInUse", message: "The resource is in use." },
    },
  ],
  check(wanted, look, before) {
    const path = pathOf(wanted);
    if (!path.endsWith(".vmdk")) refuseArgument(look, "name", `${path}: a path that ends in .vmdk`);
    const size = numeric(wanted, "size") ?? 0;
    if (size < 1 || size > LARGEST_DISK_GIB)
      refuseArgument(look, "spec.capacityKb", `${size} GiB: 1 to ${LARGEST_DISK_GIB}`);
    if (before) {
      const oldSize = numeric(before.attributes, "size") ?? 0;
      if (size < oldSize) {
        look.refuse(
          "InvalidDeviceOperation",
          `virtual disks cannot be shrunk (old: ${oldSize} new: ${size})`,
        );
      }
      return;
    }
    checkPlace(wanted, path, look);
  },
  leave(disk, look) {
    const holder = runningFrom(disk, look);
    if (holder)
      look.refuse(
        FILE_LOCKED,
        `Unable to access file ${disk.id} since it is locked. (by ${text(holder.attributes, "name")})`,
      );
  },
};

function checkPlace(wanted: Attributes, path: string, look: Look): void {
  const datastore = look
    .all("vsphere:datastore")
    .find(({ attributes }) => attributes.name === wanted.datastore);
  if (!datastore) return;
  const twin = look
    .all("vsphere:virtualDisk")
    .find(({ attributes }) => attributes.datastore === wanted.datastore && pathOf(attributes) === path);
  if (twin)
    look.refuse(
      "FileAlreadyExists",
      `Cannot complete the operation because the file already exists. (${twin.id})`,
    );
  const folder = path.split("/").slice(0, -1).join("/");
  if (folder !== "" && wanted.createDirectories !== true && !hasFolder(folder, datastore, look))
    look.refuse("FileNotFound", `File [${text(wanted, "datastore")}] ${folder} was not found`);
  const needed = virtualDiskSpace(wanted);
  if (needed > freeSpace(datastore, look))
    look.refuse(
      "NoDiskSpace",
      `Insufficient disk space on datastore '${text(datastore.attributes, "name")}'. (${Math.ceil(needed)} of ${Math.floor(freeSpace(datastore, look))} GiB)`,
    );
}

/** A folder is there when something is in it: a disk, or a machine's files. */
function hasFolder(folder: string, datastore: CloudObject, look: Look): boolean {
  const isIn = (path: string) => path.startsWith(`${folder}/`);
  return (
    look
      .all("vsphere:virtualDisk")
      .some(
        ({ attributes }) => attributes.datastore === datastore.attributes.name && isIn(pathOf(attributes)),
      ) ||
    look
      .all("vsphere:virtualMachine")
      .some(({ attributes }) => attributes.datastoreId === datastore.id && isIn(text(attributes, "vmxPath")))
  );
}

/** The disks that a machine gets from elsewhere must be there, and no other machine may run from them. */
export function checkAttached(wanted: Attributes, look: Look, before?: CloudObject): void {
  for (const disk of records(wanted, "disks")) {
    if (disk.attach !== true) continue;
    const label = text(disk, "label");
    if (text(wanted, "datastoreClusterId") !== "")
      refuseArgument(look, "spec.location", `${label}: attach cannot be used with datastore_cluster_id`);
    const file = fileOf(disk, wanted, look);
    if (!file)
      look.refuse(
        "FileNotFound",
        `File ${text(disk, "path")} was not found (disk "${label}" of ${text(wanted, "name")})`,
      );
    const holder = runningFrom(file, look);
    if (holder && holder.id !== before?.id)
      look.refuse(FILE_LOCKED, `Failed to lock the file ${file.id}. (by ${text(holder.attributes, "name")})`);
  }
}

/** The file that a machine's disk is attached from. */
function fileOf(disk: Attributes, machine: Attributes, look: Look): CloudObject | undefined {
  const datastoreId = text(disk, "datastoreId") || text(machine, "datastoreId");
  const datastore = look.get("vsphere:datastore", datastoreId);
  return look
    .all("vsphere:virtualDisk")
    .find(
      ({ attributes }) =>
        attributes.datastore === datastore?.attributes.name &&
        pathOf(attributes) === pathOf({ vmdkPath: disk.path ?? "" }),
    );
}

/** The machine that is on and has the disk. */
function runningFrom(file: CloudObject, look: Look): CloudObject | undefined {
  return look
    .all("vsphere:virtualMachine")
    .find(
      ({ attributes, becomes }) =>
        (attributes.powerState !== "poweredOff" || becomes !== undefined) &&
        records(attributes, "disks").some(
          (disk) => disk.attach === true && fileOf(disk, attributes, look)?.id === file.id,
        ),
    );
}

/** Without a slash before it: both ways name the same file. */
function pathOf(attributes: Attributes): string {
  return text(attributes, "vmdkPath").replace(/^\/+/, "");
}
