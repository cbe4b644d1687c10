import type { Attributes } from "../../../../sandbox/cloud/object.ts";
import { DATASTORE_GIB, HOST } from "../../../../sandbox/cloud/vsphere/capacity.ts";
import { OBJECT_NOT_FOUND } from "../../../../sandbox/cloud/vsphere/refusals.ts";
import type { Account, WrongProgram } from "../../account.ts";
import { elsewhere, furnished } from "../vcenter.ts";

const TYPE = "vsphere:virtualMachine";

/** A machine that is wrong from the start. */
function wrong(code: string, what: string, changes: Attributes): WrongProgram {
  return { type: TYPE, code, what, run: (vcenter) => vcenter.create(TYPE, changes) };
}

/** A machine that is right, and then changed to what it can't be. */
function wrongChange(code: string, what: string, changes: Attributes): WrongProgram {
  return {
    type: TYPE,
    code,
    what,
    run: async (vcenter) => vcenter.modify(TYPE, (await vcenter.the(TYPE)).id, changes),
  };
}

async function tagsOf(vcenter: Account, cardinality: string): Promise<string[]> {
  const { id: categoryId } = await vcenter.create("vsphere:tagCategory", { name: "tier", cardinality });
  const tag = async (name: string) => (await vcenter.create("vsphere:tag", { name, categoryId })).id;
  return [await tag("edge"), await tag("tomcat")];
}

const disk = { label: "disk0", size: 20, unitNumber: 0, thinProvisioned: true } as const;

export const MACHINE_PROGRAMS: readonly WrongProgram[] = [
  wrong(OBJECT_NOT_FOUND.code, "in a pool that isn't there", { resourcePoolId: "resgroup-nobody" }),
  wrong("InvalidArgument", "in no pool", { resourcePoolId: "" }),
  wrong("NotFound", "in a folder that isn't there", { folder: "nobody" }),
  wrong("InvalidName", "without a name", { name: "" }),
  wrong("InvalidName", "with a name of 81 characters", { name: "m".repeat(81) }),
  wrong("ManagedObjectNotFound", "on a datastore that isn't there", { datastoreId: "datastore-nobody" }),
  wrong("ManagedObjectNotFound", "on a datastore cluster that isn't there", {
    datastoreId: null,
    datastoreClusterId: "group-p1",
  }),
  wrong("InvalidArgument", "on no datastore", { datastoreId: null }),
  wrong("ManagedObjectNotFound", "with a disk on a datastore that isn't there", {
    disks: [{ ...disk, datastoreId: "datastore-nobody" }],
  }),
  wrong("ManagedObjectNotFound", "on a network that isn't there", {
    networkInterfaces: [{ networkId: "network-nobody" }],
  }),
  wrong("ManagedObjectNotFound", "on a host that isn't there", { hostSystemId: "host-nobody" }),
  wrong("ManagedObjectNotFound", "from a template that isn't there", {
    clone: { templateUuid: "4200-nobody" },
  }),
  wrong("InvalidArgument", "that says another system than its template", { guestId: "ubuntu64Guest" }),
  wrong("InvalidArgument", "that says no system", { guestId: null }),
  wrong("InvalidDeviceOperation", "with a disk that is smaller than the template's", {
    disks: [{ ...disk, size: 9 }],
  }),
  wrong("InvalidArgument", "without CPUs", { numCpus: 0 }),
  wrong("InvalidArgument", "with more CPUs than any machine", { numCpus: 769 }),
  wrong("NotEnoughCpus", "with more CPUs than a host has", { numCpus: HOST.cpus + 1 }),
  wrong("InvalidArgument", "with three CPUs in sockets of two", { numCpus: 3, numCoresPerSocket: 2 }),
  wrong("InvalidArgument", "with 2,047 MiB", { memory: 2047 }),
  wrong("InvalidArgument", "without memory", { memory: 0 }),
  wrong("InsufficientResourcesFault", "with more memory than a host has", { memory: HOST.memory + 4 }),
  wrong("InvalidArgument", "with a reservation of more than its memory", { memoryReservation: 2049 }),
  wrong("InvalidArgument", "with a limit below its reservation", { cpuReservation: 1000, cpuLimit: 999 }),
  wrong("InsufficientResourcesFault", "with a reservation of more CPU than the cluster has", {
    cpuReservation: 3 * HOST.cores * HOST.cpuMhz + 1,
  }),
  wrong("InvalidArgument", "with two disks of the same label", { disks: [disk, { ...disk, unitNumber: 1 }] }),
  wrong("InvalidArgument", "with two disks in the same place", {
    disks: [disk, { ...disk, label: "disk1" }],
  }),
  wrong("InvalidArgument", "with a disk behind its controllers", { disks: [{ ...disk, unitNumber: 15 }] }),
  wrong("InvalidArgument", "with a disk of no size", {
    disks: [disk, { label: "disk1", unitNumber: 1, size: 0 }],
  }),
  wrong("InvalidArgument", "with a disk that is thin and eagerly scrubbed", {
    disks: [{ ...disk, eagerlyScrub: true }],
  }),
  wrong("NoDiskSpace", "with a thick disk that is larger than its datastore", {
    disks: [{ ...disk, size: DATASTORE_GIB + 1, thinProvisioned: false }],
  }),
  wrong("NotFound", "with a tag that isn't there", { tags: ["urn:nobody"] }),
  wrong("NotFound", "with a custom attribute that isn't there", { customAttributes: { "1": "x" } }),
  wrongChange("InvalidDeviceOperation", "with a disk that gets smaller", { disks: [{ ...disk, size: 19 }] }),
  wrongChange("NotSupported", "cloned into when it is there", { clone: { templateUuid: "another" } }),
  wrongChange("NotEnoughCpus", "grown beyond its host", { numCpus: HOST.cpus * 2 }),
  wrongChange("NoDiskSpace", "grown beyond its datastore", {
    disks: [disk, { label: "data", unitNumber: 1, size: DATASTORE_GIB, thinProvisioned: false }],
  }),
  {
    type: TYPE,
    code: "DuplicateName",
    what: "a second one of the same name in its folder",
    run: async (vcenter) => {
      await vcenter.the(TYPE);
      await vcenter.create(TYPE);
    },
  },
  {
    type: TYPE,
    code: "DuplicateName",
    what: "moved to where one of its name is",
    run: async (vcenter) => {
      await vcenter.the(TYPE);
      const { id } = await vcenter.create(TYPE, { folder: "" });
      await vcenter.modify(TYPE, id, { folder: "hougu-dev" });
    },
  },
  {
    type: TYPE,
    code: "InvalidArgument",
    what: "with two tags of a category of single ones",
    run: async (vcenter) => vcenter.create(TYPE, { tags: await tagsOf(vcenter, "SINGLE") }),
  },
  {
    type: TYPE,
    code: "InvalidArgument",
    what: "changed to two tags of a category of single ones",
    run: async (vcenter) => {
      const { id } = await vcenter.the(TYPE);
      await vcenter.modify(TYPE, id, { tags: await tagsOf(vcenter, "SINGLE") });
    },
  },
  {
    type: TYPE,
    code: "InvalidArgument",
    what: "with a tag that is for folders alone",
    run: async (vcenter) => {
      const category = await vcenter.create("vsphere:tagCategory", {
        name: "folders",
        associableTypes: ["Folder"],
      });
      const { id } = await vcenter.create("vsphere:tag", { categoryId: category.id });
      await vcenter.create(TYPE, { tags: [id] });
    },
  },
  {
    type: TYPE,
    code: "InvalidArgument",
    what: "with fewer disks than its template",
    run: async (vcenter) => {
      const template = furnished(vcenter, TYPE);
      vcenter.cloud.tamper(TYPE, template.id, { disks: [disk, { ...disk, label: "disk1", unitNumber: 1 }] });
      await vcenter.create(TYPE);
    },
  },
  {
    type: TYPE,
    code: "InvalidArgument",
    what: "on a host of another cluster",
    run: async (vcenter) => {
      const cluster = await vcenter.the("vsphere:cluster");
      const { id } = await vcenter.create("vsphere:host", { computeClusterId: cluster.id });
      await vcenter.create(TYPE, { hostSystemId: id });
    },
  },
  {
    type: TYPE,
    code: "InvalidDatastore",
    what: "on another datacenter's datastore",
    run: async (vcenter) => vcenter.create(TYPE, { datastoreId: (await elsewhere(vcenter)).datastore.id }),
  },
  {
    type: TYPE,
    code: "InvalidDeviceBacking",
    what: "on another datacenter's network",
    run: async (vcenter) => {
      const { network } = await elsewhere(vcenter);
      await vcenter.create(TYPE, { networkInterfaces: [{ networkId: network.id }] });
    },
  },
  {
    type: TYPE,
    code: "NoDiskSpace",
    what: "with a swap file for which there is no room",
    run: async (vcenter) => {
      const { id } = furnished(vcenter, "vsphere:datastore", "LocalDS_0");
      // The template's disk and the new one's take three GiB each, and the swap file two.
      vcenter.cloud.tamper("vsphere:datastore", id, { capacity: 7 });
      await vcenter.create(TYPE);
    },
  },
  {
    type: TYPE,
    code: "TaskInProgress",
    what: "changed while it is being cloned",
    run: async (vcenter) => {
      const { id } = await vcenter.begin(TYPE);
      await vcenter.modify(TYPE, id, { annotation: "new" });
    },
  },
  {
    type: TYPE,
    code: "InvalidPowerState",
    what: "reconfigured while it is suspended",
    run: async (vcenter) => {
      const { id } = await vcenter.the(TYPE);
      vcenter.cloud.tamper(TYPE, id, { powerState: "suspended" });
      await vcenter.modify(TYPE, id, { numCpus: 4 });
    },
  },
  {
    type: TYPE,
    code: "InvalidState",
    what: "with a disk that grows under a snapshot",
    run: async (vcenter) => {
      await vcenter.the("vsphere:virtualMachineSnapshot");
      await vcenter.modify(TYPE, (await vcenter.the(TYPE)).id, { disks: [{ ...disk, size: 30 }] });
    },
  },
  {
    type: TYPE,
    code: "NotSupported",
    what: "reconfigured although it is a template",
    run: (vcenter) => vcenter.modify(TYPE, furnished(vcenter, TYPE).id, { annotation: "new" }),
  },
  {
    type: TYPE,
    code: "ManagedObjectNotFound",
    what: "destroyed without being there",
    run: (vcenter) => vcenter.remove(TYPE, "4200-nobody"),
  },
  {
    type: "vsphere:virtualMachineSnapshot",
    code: "ManagedObjectNotFound",
    what: "of a machine that isn't there",
    run: (vcenter) => vcenter.create("vsphere:virtualMachineSnapshot", { virtualMachineUuid: "4200-nobody" }),
  },
  {
    type: "vsphere:virtualMachineSnapshot",
    code: "TaskInProgress",
    what: "of a machine that is being cloned",
    run: async (vcenter) => {
      await vcenter.wanted("vsphere:virtualMachineSnapshot");
      const { id } = await vcenter.begin(TYPE, { name: "edge-2" });
      await vcenter.create("vsphere:virtualMachineSnapshot", { virtualMachineUuid: id });
    },
  },
  {
    type: "vsphere:virtualMachineSnapshot",
    code: "InvalidName",
    what: "without a name",
    run: (vcenter) => vcenter.create("vsphere:virtualMachineSnapshot", { snapshotName: "" }),
  },
  {
    type: "vsphere:virtualMachineSnapshot",
    code: "NotSupported",
    what: "of a template",
    run: (vcenter) =>
      vcenter.create("vsphere:virtualMachineSnapshot", { virtualMachineUuid: furnished(vcenter, TYPE).id }),
  },
  {
    type: "vsphere:virtualMachineSnapshot",
    code: "InvalidPowerState",
    what: "of a suspended machine whose guest shall be quiet",
    run: async (vcenter) => {
      vcenter.cloud.tamper(TYPE, (await vcenter.the(TYPE)).id, { powerState: "suspended" });
      await vcenter.create("vsphere:virtualMachineSnapshot");
    },
  },
  {
    type: "vsphere:virtualMachineSnapshot",
    code: "TooManySnapshotLevels",
    what: "the 33rd of a machine",
    run: async (vcenter) => {
      for (let count = 0; count <= 32; count += 1) await vcenter.create("vsphere:virtualMachineSnapshot");
    },
  },
];
