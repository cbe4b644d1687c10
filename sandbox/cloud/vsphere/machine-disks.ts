import { type Attributes, type CloudObject, numeric, records, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { freeSpace, spaceUsed } from "./datastore.ts";
import { UNITS_PER_BUS } from "./machine-devices.ts";
import { refuseArgument } from "./refusals.ts";

/** Largest disk in GiB: 62 TiB (VMware Configuration Maximums, vSphere 8). */
export const LARGEST_DISK_GIB = 62 * 1024;

/** Disks: sizes, places on their buses, and what can't be taken back. */
export function checkDisks(wanted: Attributes, look: Look, before?: CloudObject): void {
  const disks = records(wanted, "disks");
  for (const name of ["label", "unitNumber"]) {
    const values = disks
      .map((disk) => disk[name] ?? (name === "unitNumber" ? 0 : null))
      .filter((value) => value !== null);
    const twin = values.find((value, index) => values.indexOf(value) !== index);
    if (twin !== undefined)
      refuseArgument(look, "configSpec.deviceChange", `disk: duplicate ${name} ${String(twin)}`);
  }
  const highest = (numeric(wanted, "scsiControllerCount") ?? 1) * UNITS_PER_BUS - 1;
  for (const disk of disks) {
    const size = numeric(disk, "size") ?? 0;
    const unit = numeric(disk, "unitNumber") ?? 0;
    const label = text(disk, "label");
    if (disk.attach === true && text(disk, "path") === "")
      refuseArgument(look, "configSpec.deviceChange", `${label}: path is required with attach`);
    if (disk.attach !== true && (size < 1 || size > LARGEST_DISK_GIB)) {
      refuseArgument(look, "configSpec.deviceChange", `${label}: ${size} GiB: 1 to ${LARGEST_DISK_GIB}`);
    }
    if (unit > highest)
      refuseArgument(
        look,
        "configSpec.deviceChange",
        `unit_number on disk "${label}" too high (${unit} - maximum value is ${highest})`,
      );
    if (disk.eagerlyScrub === true && disk.thinProvisioned === true) {
      refuseArgument(
        look,
        "configSpec.deviceChange",
        `${label}: eagerly_scrub and thin_provisioned cannot both be set to true`,
      );
    }
  }
  if (before) checkResized(disks, before, look);
}

function checkResized(disks: readonly Attributes[], before: CloudObject, look: Look): void {
  const snapshots = look
    .all("vsphere:virtualMachineSnapshot")
    .filter(({ attributes }) => attributes.virtualMachineUuid === before.id);
  for (const old of records(before.attributes, "disks")) {
    const disk = disks.find(({ label }) => label === old.label);
    const [size, oldSize] = [disk ? (numeric(disk, "size") ?? 0) : undefined, numeric(old, "size") ?? 0];
    if (size === oldSize || size === undefined) continue;
    if (size < oldSize) {
      look.refuse(
        "InvalidDeviceOperation",
        `virtual disk "${text(old, "label")}": virtual disks cannot be shrunk (old: ${oldSize} new: ${size})`,
      );
    }
    if (snapshots.length > 0) {
      look.refuse(
        "InvalidState",
        `A disk that has snapshots can't be resized. (${text(old, "label")}, ${snapshots.map(({ id }) => id).join(", ")})`,
      );
    }
  }
}

/** Room on the datastores. `wanted` has its disks as vCenter shows them. */
export function checkSpace(wanted: Attributes, look: Look, before?: CloudObject): void {
  for (const datastore of look.all("vsphere:datastore")) {
    const more = spaceUsed(wanted, datastore.id);
    const isLess = before && more <= spaceUsed(before.attributes, datastore.id);
    const free = freeSpace(datastore, look, before);
    if (more > free && !isLess) {
      look.refuse(
        "NoDiskSpace",
        `Insufficient disk space on datastore '${text(datastore.attributes, "name")}'. (${Math.ceil(more)} of ${Math.floor(free)} GiB)`,
      );
    }
  }
}
