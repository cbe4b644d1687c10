import { type Attributes, text } from "../../cloud/object.ts";
import type { Mapping } from "../mapping.ts";

/** How long the provider waits and how hard it insists; vCenter never hears of it. */
const MACHINE_STEERING: readonly string[] = [
  "forcePowerOff",
  "ignoredGuestIps",
  "migrateWaitTimeout",
  "poweronTimeout",
  "shutdownWaitTimeout",
  "waitForGuestIpTimeout",
  "waitForGuestNetRoutable",
  "waitForGuestNetTimeout",
];

/**
 * vSphere's resource types, and how the provider's properties differ from what vCenter has. The ids of both are the
 * same: a machine's is its UUID, a rule's is its cluster's reference and its key, everything else's is its reference. Only a
 * disk's is its path for the provider, and here its path with its datastore, without which it names no file.
 */
export const VSPHERE_MAPPINGS: readonly Mapping[] = [
  {
    token: "vsphere:index/folder:Folder",
    type: "vsphere:folder",
    toAttributes: (inputs) => ({ ...inputs, path: normalPath(text(inputs, "path")) }),
  },
  // The provider puts `urn:vim25:` before each associable type when it sends it; a vCenter answers without.
  { token: "vsphere:index/tagCategory:TagCategory", type: "vsphere:tagCategory" },
  { token: "vsphere:index/tag:Tag", type: "vsphere:tag" },
  { token: "vsphere:index/customAttribute:CustomAttribute", type: "vsphere:customAttribute" },
  { token: "vsphere:index/resourcePool:ResourcePool", type: "vsphere:resourcePool" },
  {
    token: "vsphere:index/virtualDisk:VirtualDisk",
    type: "vsphere:virtualDisk",
    // Deprecated, and vCenter knows none for a file.
    providerOnly: ["adapterType"],
  },
  {
    token: "vsphere:index/virtualMachine:VirtualMachine",
    type: "vsphere:virtualMachine",
    providerOnly: MACHINE_STEERING,
    toAttributes: withNormalFolder,
    // It restarts a machine by itself where a change needs it, and says so only while it does.
    toProperties: () => ({ imported: false, rebootRequired: false }),
  },
  {
    token: "vsphere:index/virtualMachineSnapshot:VirtualMachineSnapshot",
    type: "vsphere:virtualMachineSnapshot",
    providerOnly: ["consolidate"],
  },
  {
    token: "vsphere:index/computeClusterVmAntiAffinityRule:ComputeClusterVmAntiAffinityRule",
    type: "vsphere:computeClusterVmAntiAffinityRule",
  },
  {
    token: "vsphere:index/datastoreClusterVmAntiAffinityRule:DatastoreClusterVmAntiAffinityRule",
    type: "vsphere:datastoreClusterVmAntiAffinityRule",
  },
];

function withNormalFolder(inputs: Attributes): Attributes {
  return inputs.folder === undefined ? inputs : { ...inputs, folder: normalPath(text(inputs, "folder")) };
}

/** Without slashes around it and without doubled ones. */
function normalPath(path: string): string {
  return path
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".")
    .join("/");
}
