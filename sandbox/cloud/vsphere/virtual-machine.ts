import { randomUUID } from "node:crypto";
import { type Attributes, records, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { TEMPLATE } from "./capacity.ts";
import { checkCustomAttributes, presentCustomAttributes } from "./custom-attribute.ts";
import { IN_FOLDER } from "./folder.ts";
import { guestReport, leaseAddress } from "./guest-network.ts";
import { folderPath, inventoryPath } from "./inventory-path.ts";
import { checkClone } from "./machine-clone.ts";
import { interfacesOf, sourceOf } from "./machine-devices.ts";
import { checkDisks, checkSpace } from "./machine-disks.ts";
import { checkPlace, folderOf } from "./machine-place.ts";
import { checkProcessors } from "./machine-processors.ts";
import { shares } from "./machine-shares.ts";
import { checkState } from "./machine-state.ts";
import { storageOf } from "./machine-storage.ts";
import { freeMoref } from "./moref.ts";
import { hostFor } from "./placement.ts";
import { OBJECT_NOT_FOUND, TASK_IN_PROGRESS } from "./refusals.ts";
import { clusterOfPool, IN_POOL } from "./resource-pool.ts";
import { attachedTags, checkTags, TAGS } from "./tags.ts";
import { checkAttached } from "./virtual-disk.ts";

/** What a machine has that is made from nothing. */
const DEFAULT_GUEST = "otherGuest64";
const DEFAULT_MEMORY_MIB = 1024;

/**
 * A virtual machine or, with `template`, what others are clones of. Its id is its UUID, by which providers know it;
 * `moid` is vCenter's reference. Deleting includes switching it off, which every client does first.
 */
export const virtualMachine: ResourceType = {
  type: "vsphere:virtualMachine",
  service: "vCenter",
  actions: {
    create: "CloneVM_Task",
    describe: "RetrieveProperties",
    modify: "ReconfigVM_Task",
    remove: "Destroy_Task",
  },
  nameAttribute: "name",
  // Guests find secrets in the one; the other can have an administrator's password.
  sealed: ["extraConfig", "clone"],
  id: ({ uuid }) => String(uuid),
  notFound: OBJECT_NOT_FOUND,
  references: [
    IN_POOL,
    IN_FOLDER,
    {
      attribute: "datastoreId",
      to: "vsphere:datastore",
      missing: OBJECT_NOT_FOUND,
      holds: { code: "ResourceInUse", message: "The resource is in use." },
    },
    { attribute: "datastoreClusterId", to: "vsphere:datastoreCluster", missing: OBJECT_NOT_FOUND },
    {
      attribute: "hostSystemId",
      to: "vsphere:host",
      missing: OBJECT_NOT_FOUND,
      holds: { code: "ResourceInUse", message: "The resource is in use." },
    },
    TAGS,
  ],
  lifecycle: {
    attribute: "powerState",
    begins: "poweredOff",
    becomes: "poweredOn",
    // A full clone of some GiB, and a boot until VMware Tools answer.
    seconds: 60,
    ends: "poweredOff",
    endSeconds: 10,
    busy: TASK_IN_PROGRESS,
  },
  check(wanted, look, before) {
    checkState(wanted, look, before);
    checkPlace(wanted, look, before);
    checkProcessors(withDefaults(wanted), look, before);
    checkClone(wanted, look, before);
    checkDisks(wanted, look, before);
    checkAttached(wanted, look, before);
    checkTags("VirtualMachine", wanted, look);
    checkCustomAttributes("VirtualMachine", wanted, look, before?.attributes);
    checkSpace({ ...withDefaults(wanted), ...storageOf(wanted, look, before) }, look, before);
  },
  complete: (wanted, look) => {
    const source = sourceOf(wanted, look)?.attributes;
    const name = text(wanted, "name");
    return {
      ...withDefaults(wanted),
      uuid: randomUUID(),
      moid: freeMoref(
        "vm-",
        look.all("vsphere:virtualMachine").map(({ attributes }) => text(attributes, "moid")),
      ),
      parentId: folderOf(wanted, look).id,
      hostSystemId: hostFor(withDefaults(wanted), look),
      ...storageOf(wanted, look),
      networkInterfaces: interfacesOf(wanted),
      vmxPath: `${name}/${name}.vmx`,
      guestId: text(wanted, "guestId") || DEFAULT_GUEST,
      hardwareVersion: wanted.hardwareVersion ?? source?.hardwareVersion ?? TEMPLATE.hardwareVersion,
      storagePolicyId: wanted.storagePolicyId ?? "",
      vappTransports: [],
      leasedAddress: leaseAddress(look),
      ...shares(withDefaults(wanted)),
      changeVersion: changeVersion(look),
    };
  },
  adjust: (wanted, look, before) => {
    const moves = wanted.folder !== before.attributes.folder;
    const cluster = clusterOfPool(text(wanted, "resourcePoolId"), look);
    const staysInCluster = clusterOfPool(text(before.attributes, "resourcePoolId"), look) === cluster;
    return {
      ...(moves && { parentId: folderOf(wanted, look).id }),
      ...(!staysInCluster && { hostSystemId: hostFor({ ...wanted, hostSystemId: "" }, look, before) }),
      ...storageOf(wanted, look, before),
      networkInterfaces: interfacesOf(wanted, records(before.attributes, "networkInterfaces")),
      ...shares(wanted),
      changeVersion: changeVersion(look),
    };
  },
  describe: (object, look) => ({
    ...guestReport(object.attributes, look),
    folder: folderPath(look.get("vsphere:folder", text(object.attributes, "parentId")) ?? object, look),
    inventoryPath: inventoryPath(object, look),
    tags: attachedTags(object.attributes, look),
    customAttributes: presentCustomAttributes(object.attributes, look),
  }),
};

function withDefaults(wanted: Attributes): Attributes {
  return {
    ...wanted,
    numCpus: wanted.numCpus ?? 1,
    numCoresPerSocket: wanted.numCoresPerSocket ?? 1,
    memory: wanted.memory ?? DEFAULT_MEMORY_MIB,
    firmware: wanted.firmware ?? "bios",
    scsiType: wanted.scsiType ?? "pvscsi",
    swapPlacementPolicy: wanted.swapPlacementPolicy ?? "inherit",
    cpuReservation: wanted.cpuReservation ?? 0,
    cpuLimit: wanted.cpuLimit ?? -1,
    memoryReservation: wanted.memoryReservation ?? 0,
    memoryLimit: wanted.memoryLimit ?? -1,
  };
}

/** When its configuration changed last, e.g. `2026-11-24T09:30:00.000Z`. */
function changeVersion({ now }: Look): string {
  return new Date(now).toISOString();
}
