import { type Attributes, type CloudObject, numeric, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { hostsOf } from "./cluster.ts";
import { freeSpace } from "./datastore.ts";
import { clusterOfPool } from "./resource-pool.ts";

/** The host that DRS starts a machine on: one that it fits on, with the fewest machines. The wanted one, if any. */
export function hostFor(wanted: Attributes, look: Look, self?: CloudObject): string {
  const chosen = text(wanted, "hostSystemId");
  if (chosen !== "") return chosen;
  const machines = look.all("vsphere:virtualMachine").filter(({ id }) => id !== self?.id);
  const count = (host: CloudObject) =>
    machines.filter(({ attributes }) => attributes.hostSystemId === host.id).length;
  const [first] = hostsOf(clusterOfPool(text(wanted, "resourcePoolId"), look), look)
    .filter(({ attributes }) => (numeric(attributes, "memory") ?? 0) >= (numeric(wanted, "memory") ?? 0))
    .toSorted((a, b) => count(a) - count(b));
  return first?.id ?? "";
}

/** The datastore that a machine stands on: the wanted one, or the emptiest of a cluster of them, as Storage DRS chooses. */
export function datastoreFor(wanted: Attributes, look: Look): string {
  const clusterId = text(wanted, "datastoreClusterId");
  if (clusterId === "") return text(wanted, "datastoreId");
  const members = look
    .all("vsphere:datastore")
    .filter(({ attributes }) => attributes.datastoreClusterId === clusterId);
  const current = members.find(({ id }) => id === wanted.datastoreId);
  const [emptiest] = members.toSorted((a, b) => freeSpace(b, look) - freeSpace(a, look));
  return current?.id ?? emptiest?.id ?? "";
}
