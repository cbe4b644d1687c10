import { isDeepStrictEqual } from "node:util";
import { type Attributes, type CloudObject, numeric, records, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { hostsOf } from "./cluster.ts";
import { freeSpace, spaceUsed } from "./datastore.ts";
import { checkNameIsFree, folderAt } from "./inventory-path.ts";
import { asRecords, sourceOf, UNITS_PER_BUS } from "./machine-devices.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND, refuseArgument } from "./refusals.ts";
import { checkReservation, clusterOfPool } from "./resource-pool.ts";

/** Largest machine (VMware Configuration Maximums, vSphere 8). */
const MOST_CPUS = 768;
const MOST_MEMORY_MIB = 24 * 1024 * 1024;
/** Memory comes in pieces of so many MiB. */
const MEMORY_STEP_MIB = 4;
/** Largest disk in GiB: 62 TiB (same source). */
const LARGEST_DISK_GIB = 62 * 1024;

/** What can be changed about a machine whatever state it is in. */
const NO_HARDWARE: readonly string[] = ["annotation", "customAttributes", "folder", "name", "tags"];

/** The datacenter of a machine: that of the cluster of its resource pool. */
export function datacenterOf(wanted: Attributes, look: Look): string {
  const clusterId = clusterOfPool(text(wanted, "resourcePoolId"), look);
  return text(look.get("vsphere:cluster", clusterId)?.attributes ?? {}, "datacenterId");
}

/** The folder that a machine shall stand in. */
export function folderOf(wanted: Attributes, look: Look): CloudObject {
  return folderAt("vm", datacenterOf(wanted, look), text(wanted, "folder"), look);
}

/** Where it is: folder, pool, host, datastore and networks must go together. */
export function checkPlace(wanted: Attributes, look: Look, before?: CloudObject): void {
  if (text(wanted, "resourcePoolId") === "") refuseArgument(look, "spec.location.pool", "it is empty");
  const name = text(wanted, "name");
  checkName(name, look);
  const moves = before === undefined || before.attributes.folder !== wanted.folder;
  const folderId = moves ? folderOf(wanted, look).id : text(before.attributes, "parentId");
  checkNameIsFree(folderId, name, look, before);
  const host = look.get("vsphere:host", text(wanted, "hostSystemId"));
  const clusterId = clusterOfPool(text(wanted, "resourcePoolId"), look);
  if (host && host.attributes.computeClusterId !== clusterId) {
    const staysBehind = before && before.attributes.hostSystemId === host.id;
    if (!staysBehind) {
      refuseArgument(
        look,
        "spec.location.host",
        `host ID "${host.id}" is not a member of resource pool "${text(wanted, "resourcePoolId")}"`,
      );
    }
  }
  checkStorage(wanted, look);
  checkNetworks(wanted, look);
}

function checkStorage(wanted: Attributes, look: Look): void {
  const datacenterId = datacenterOf(wanted, look);
  const names = ["datastoreId", "datastoreClusterId"].filter((name) => text(wanted, name) !== "");
  if (names.length === 0) {
    refuseArgument(
      look,
      "spec.location.datastore",
      "one of datastore_id datastore_cluster_id must be specified",
    );
  }
  const ids = [wanted, ...records(wanted, "disks")].map((holder) => text(holder, "datastoreId"));
  for (const id of ids.filter((one) => one !== "")) {
    const datastore = look.get("vsphere:datastore", id);
    if (!datastore) look.refuse(OBJECT_NOT_FOUND.code, `${OBJECT_NOT_FOUND.message} (${id})`);
    if (datastore.attributes.datacenterId !== datacenterId) {
      look.refuse(
        "InvalidDatastore",
        `Datastore '${id}' is not accessible from the hosts of ${datacenterId}.`,
      );
    }
  }
}

function checkNetworks(wanted: Attributes, look: Look): void {
  const datacenterId = datacenterOf(wanted, look);
  for (const { networkId } of records(wanted, "networkInterfaces")) {
    const network = look.get("vsphere:network", String(networkId));
    if (!network) look.refuse(OBJECT_NOT_FOUND.code, `${OBJECT_NOT_FOUND.message} (${String(networkId)})`);
    if (network.attributes.datacenterId !== datacenterId) {
      look.refuse(
        "InvalidDeviceBacking",
        `The network ${network.id} is not accessible from the hosts of ${datacenterId}.`,
      );
    }
  }
}

/** CPUs and memory: within vSphere's bounds, and a host's. */
export function checkProcessors(wanted: Attributes, look: Look, before?: CloudObject): void {
  const cpus = numeric(wanted, "numCpus") ?? 1;
  const cores = numeric(wanted, "numCoresPerSocket") ?? 1;
  const memory = numeric(wanted, "memory") ?? 0;
  if (cpus < 1 || cpus > MOST_CPUS) refuseArgument(look, "configSpec.numCPUs", `${cpus}: 1 to ${MOST_CPUS}`);
  if (cores < 1 || cpus % cores !== 0) {
    refuseArgument(
      look,
      "configSpec.numCoresPerSocket",
      `${cpus} CPUs can't be spread over sockets of ${cores} cores`,
    );
  }
  if (memory < MEMORY_STEP_MIB || memory > MOST_MEMORY_MIB || memory % MEMORY_STEP_MIB !== 0) {
    refuseArgument(
      look,
      "configSpec.memoryMB",
      `${memory}: a multiple of ${MEMORY_STEP_MIB} up to ${MOST_MEMORY_MIB} MiB`,
    );
  }
  checkHosts(cpus, memory, wanted, look);
  for (const [kind, most] of [
    ["cpu", Number.POSITIVE_INFINITY],
    ["memory", memory],
  ] as const) {
    const reservation = numeric(wanted, `${kind}Reservation`) ?? 0;
    const limit = numeric(wanted, `${kind}Limit`) ?? -1;
    if (reservation < 0 || reservation > most || (limit !== -1 && limit < reservation)) {
      refuseArgument(
        look,
        `configSpec.${kind}Allocation.reservation`,
        `${reservation}: 0 up to what it has and its limit`,
      );
    }
    checkReservation(kind, text(wanted, "resourcePoolId"), reservation, look, before);
  }
}

function checkHosts(cpus: number, memory: number, wanted: Attributes, look: Look): void {
  const hosts = hostsOf(clusterOfPool(text(wanted, "resourcePoolId"), look), look);
  const most = (name: string) =>
    Math.max(0, ...hosts.map(({ attributes }) => numeric(attributes, name) ?? 0));
  if (cpus > most("cpus")) {
    look.refuse(
      "NotEnoughCpus",
      `The virtual machine requires ${cpus} CPUs to operate, but the host hardware only provides ${most("cpus")}.`,
    );
  }
  if (memory > most("memory")) {
    look.refuse(
      "InsufficientResourcesFault",
      `No host has enough memory for the virtual machine. (${memory} of ${most("memory")} MiB)`,
    );
  }
}

/** What a clone must have in common with its source. */
export function checkClone(wanted: Attributes, look: Look, before?: CloudObject): void {
  if (before) {
    if (!isDeepStrictEqual(before.attributes.clone, wanted.clone)) {
      look.refuse(
        "NotSupported",
        `A machine that exists can't be cloned into. (${text(before.attributes, "moid")})`,
      );
    }
    return;
  }
  const [clone] = asRecords(wanted, "clone");
  if (clone === undefined) return;
  const uuid = text(clone, "templateUuid");
  const source = sourceOf(wanted, look);
  if (!source) {
    look.refuse(OBJECT_NOT_FOUND.code, `cannot locate virtual machine or template with UUID "${uuid}"`);
  }
  const guestId = text(source.attributes, "guestId");
  if (text(wanted, "guestId") !== guestId) {
    refuseArgument(
      look,
      "configSpec.guestId",
      `invalid guest ID "${text(wanted, "guestId")}" for clone. Please set it to "${guestId}"`,
    );
  }
  checkClonedDisks(wanted, source, look);
}

function checkClonedDisks(wanted: Attributes, source: CloudObject, look: Look): void {
  const [sources, disks] = [records(source.attributes, "disks"), records(wanted, "disks")].map((all) =>
    all.toSorted((a, b) => (numeric(a, "unitNumber") ?? 0) - (numeric(b, "unitNumber") ?? 0)),
  );
  // Without a word about disks a clone has its source's.
  if (!sources || !disks || disks.length === 0) return;
  if (disks.length < sources.length) {
    refuseArgument(
      look,
      "spec.location.disk",
      `not enough disks in configuration - you need at least ${sources.length} to use this template (current: ${disks.length})`,
    );
  }
  for (const [index, from] of sources.entries()) {
    const least = numeric(from, "size") ?? 0;
    const size = numeric(disks[index] ?? {}, "size") ?? 0;
    if (size < least) {
      look.refuse(
        "InvalidDeviceOperation",
        `disk.${index} must be at least the same size of source when cloning (expected: >= ${least} GiB, got ${size} GiB)`,
      );
    }
  }
}

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

/** What a machine's state forbids. */
export function checkState(wanted: Attributes, look: Look, before?: CloudObject): void {
  if (!before) return;
  const { attributes } = before;
  if (attributes.template === true) {
    look.refuse("NotSupported", `A template can't be reconfigured. (${text(attributes, "moid")})`);
  }
  const changed = Object.keys(wanted).filter((name) => !isDeepStrictEqual(wanted[name], attributes[name]));
  const hardware = changed.find((name) => !NO_HARDWARE.includes(name));
  if (attributes.powerState === "suspended" && hardware !== undefined) {
    look.refuse(
      "InvalidPowerState",
      `The attempted operation cannot be performed in the current state (Suspended). (${hardware})`,
    );
  }
}
