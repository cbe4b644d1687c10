import { type Attributes, type CloudObject, records, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { checkNameIsFree, folderAt } from "./inventory-path.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND, refuseArgument } from "./refusals.ts";
import { clusterOfPool } from "./resource-pool.ts";

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
