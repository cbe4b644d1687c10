import type { WrongProgram } from "../../account.ts";
import { furnished } from "../vcenter.ts";

const IN_A_FOLDER = [
  "vsphere:datacenter",
  "vsphere:cluster",
  "vsphere:datastore",
  "vsphere:datastoreCluster",
  "vsphere:network",
] as const;

/** What the inventory's own objects refuse, although no program of ours asks. */
export const INVENTORY_PROGRAMS: readonly WrongProgram[] = [
  ...IN_A_FOLDER.flatMap((type): WrongProgram[] => [
    {
      type,
      code: "DuplicateName",
      what: "a second one of the same name",
      run: async (vcenter) => {
        await vcenter.the(type);
        await vcenter.create(type);
      },
    },
    {
      type,
      code: "InvalidName",
      what: "without a name",
      run: (vcenter) => vcenter.create(type, { name: "" }),
    },
    {
      type,
      code: "ManagedObjectNotFound",
      what: "in a folder that isn't there",
      run: (vcenter) => vcenter.create(type, { parentId: "group-nobody" }),
    },
  ]),
  {
    type: "vsphere:host",
    code: "ManagedObjectNotFound",
    what: "in a cluster that isn't there",
    run: (vcenter) => vcenter.create("vsphere:host", { computeClusterId: "domain-nobody" }),
  },
  {
    type: "vsphere:host",
    code: "ResourceInUse",
    what: "taken away with machines on it",
    run: (vcenter) => {
      const { hostSystemId } = furnished(vcenter, "vsphere:virtualMachine").attributes;
      return vcenter.remove("vsphere:host", String(hostSystemId));
    },
  },
  {
    type: "vsphere:datastore",
    code: "ResourceInUse",
    what: "taken away with machines on it",
    run: (vcenter) =>
      vcenter.remove("vsphere:datastore", furnished(vcenter, "vsphere:datastore", "LocalDS_0").id),
  },
  {
    type: "vsphere:datastoreCluster",
    code: "ResourceInUse",
    what: "taken away with datastores in it",
    run: (vcenter) =>
      vcenter.remove("vsphere:datastoreCluster", furnished(vcenter, "vsphere:datastoreCluster").id),
  },
  {
    type: "vsphere:network",
    code: "ResourceInUse",
    what: "taken away with machines on it",
    run: (vcenter) => vcenter.remove("vsphere:network", furnished(vcenter, "vsphere:network").id),
  },
  {
    type: "vsphere:cluster",
    code: "ResourceInUse",
    what: "taken away with hosts in it",
    run: (vcenter) => vcenter.remove("vsphere:cluster", furnished(vcenter, "vsphere:cluster").id),
  },
  {
    type: "vsphere:datacenter",
    code: "ResourceInUse",
    what: "taken away with a cluster in it",
    run: (vcenter) => vcenter.remove("vsphere:datacenter", furnished(vcenter, "vsphere:datacenter").id),
  },
];
