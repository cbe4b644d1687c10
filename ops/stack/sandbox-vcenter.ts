import type { VsphereSettings } from "../../components/config/environment.ts";
import type { VcenterInventory } from "../../sandbox/cloud/vsphere/inventory.ts";

/** What the sandbox's vCenter must have for a configuration: a cluster of datastores has one at least. */
export function vcenterOf(settings: VsphereSettings): VcenterInventory {
  const { datastore, datastoreCluster, ...rest } = settings;
  if (datastoreCluster === undefined) return { ...rest, datastore: datastore ?? "" };
  return { ...rest, datastore: `${datastoreCluster}/${datastoreCluster}-1`, datastoreCluster };
}
