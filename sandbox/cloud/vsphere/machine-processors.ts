import { type Attributes, type CloudObject, numeric, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { hostsOf } from "./cluster.ts";
import { refuseArgument } from "./refusals.ts";
import { checkReservation, clusterOfPool } from "./resource-pool.ts";

/** Largest machine (VMware Configuration Maximums, vSphere 8). */
const MOST_CPUS = 768;
const MOST_MEMORY_MIB = 24 * 1024 * 1024;
/** Memory comes in pieces of so many MiB. */
const MEMORY_STEP_MIB = 4;

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
