import type { Environment } from "../../components/config/environment.ts";
import type { VcenterInventory } from "../../sandbox/cloud/vsphere/inventory.ts";

/** What the sandbox's vCenters must have for a configuration: a cluster of datastores has one at least. */
export function vcentersOf({ vsphere, data }: Pick<Environment, "vsphere" | "data">): VcenterInventory[] {
  if (!vsphere) return [];
  const { datastore, datastoreCluster, ...rest } = vsphere;
  const { mariadb } = data?.mysql ?? {};
  const otherDatastores = [...new Set([mariadb?.datastore, mariadb?.backupDatastore])].filter(
    (name) => name !== undefined && name !== datastore,
  ) as string[];
  const names = { ...rest, ...(otherDatastores.length > 0 ? { otherDatastores } : {}) };
  return [
    datastoreCluster === undefined
      ? { ...names, datastore: datastore ?? "" }
      : { ...names, datastore: `${datastoreCluster}/${datastoreCluster}-1`, datastoreCluster },
  ];
}
