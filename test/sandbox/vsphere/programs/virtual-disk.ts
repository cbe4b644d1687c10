import type { WrongProgram } from "../../account.ts";
import { furnished } from "../vcenter.ts";

const TYPE = "vsphere:virtualDisk";
const MACHINE = "vsphere:virtualMachine";
const system = { label: "disk0", size: 20, thinProvisioned: true } as const;
export const attached = {
  label: "data",
  attach: true,
  path: "hougu-disks/data.vmdk",
  unitNumber: 1,
  diskMode: "independent_persistent",
} as const;

export const VIRTUAL_DISK_PROGRAMS: readonly WrongProgram[] = [
  {
    type: TYPE,
    code: "ManagedObjectNotFound",
    what: "on a datastore that isn't there",
    run: (vcenter) => vcenter.create(TYPE, { datastore: "nobody" }),
  },
  {
    type: TYPE,
    code: "InvalidArgument",
    what: "in a file of another kind",
    run: (vcenter) => vcenter.create(TYPE, { vmdkPath: "hougu-disks/data.img" }),
  },
  {
    type: TYPE,
    code: "InvalidArgument",
    what: "without a size",
    run: (vcenter) => vcenter.create(TYPE, { size: 0 }),
  },
  {
    type: TYPE,
    code: "FileAlreadyExists",
    what: "where another one is",
    run: async (vcenter) => {
      await vcenter.the(TYPE);
      await vcenter.create(TYPE, { vmdkPath: "/hougu-disks/data.vmdk" });
    },
  },
  {
    type: TYPE,
    code: "FileNotFound",
    what: "in a folder that nobody has made",
    run: (vcenter) => vcenter.create(TYPE, { createDirectories: false }),
  },
  {
    type: TYPE,
    code: "NoDiskSpace",
    what: "for which there is no room",
    run: (vcenter) => vcenter.create(TYPE, { type: "eagerZeroedThick", size: 60_000 }),
  },
  {
    type: TYPE,
    code: "InvalidDeviceOperation",
    what: "that shrinks",
    run: async (vcenter) => vcenter.modify(TYPE, (await vcenter.the(TYPE)).id, { size: 10 }),
  },
  {
    type: TYPE,
    code: "FileLocked",
    what: "deleted while a machine runs from it",
    run: async (vcenter) => {
      const { id } = await vcenter.the(TYPE);
      await vcenter.create(MACHINE, { disks: [system, attached] });
      await vcenter.remove(TYPE, id);
    },
  },
  {
    type: TYPE,
    code: "ResourceInUse",
    what: "whose datastore is to go",
    run: async (vcenter) => {
      await vcenter.the("vsphere:datastore");
      await vcenter.create(TYPE, { datastore: "LocalDS_9" });
      await vcenter.remove("vsphere:datastore", (await vcenter.the("vsphere:datastore")).id);
    },
  },
  {
    type: MACHINE,
    code: "FileNotFound",
    what: "with an attached disk that isn't there",
    run: (vcenter) => vcenter.create(MACHINE, { disks: [system, attached] }),
  },
  {
    type: MACHINE,
    code: "InvalidArgument",
    what: "with an attached disk that nobody names",
    run: async (vcenter) => {
      await vcenter.the(TYPE);
      await vcenter.create(MACHINE, { disks: [system, { ...attached, path: "" }] });
    },
  },
  {
    type: MACHINE,
    code: "InvalidArgument",
    what: "with an attached disk, in a cluster of datastores",
    run: async (vcenter) => {
      await vcenter.the(TYPE);
      const datastoreClusterId = furnished(vcenter, "vsphere:datastoreCluster").id;
      await vcenter.create(MACHINE, {
        datastoreId: null,
        datastoreClusterId,
        disks: [system, attached],
      });
    },
  },
  {
    type: MACHINE,
    code: "FileLocked",
    what: "with a disk that another machine runs from",
    run: async (vcenter) => {
      await vcenter.the(TYPE);
      await vcenter.create(MACHINE, { disks: [system, attached] });
      await vcenter.create(MACHINE, { name: "edge-2", disks: [system, attached] });
    },
  },
];
