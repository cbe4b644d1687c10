import { type CloudObject, numeric, text } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { HOST } from "./capacity.ts";
import { IN_FOLDER } from "./folder.ts";
import { checkNameIsFree, inventoryPath } from "./inventory-path.ts";
import { freeMoref } from "./moref.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND } from "./refusals.ts";

const IN_DATACENTER: Reference = {
  attribute: "datacenterId",
  to: "vsphere:datacenter",
  missing: OBJECT_NOT_FOUND,
  holds: { code: "ResourceInUse", message: "The resource is in use." },
};

/** ESXi hosts that share their machines. */
export const cluster: ResourceType = {
  type: "vsphere:cluster",
  service: "vCenter",
  actions: {
    create: "CreateClusterEx",
    describe: "RetrieveProperties",
    modify: "ReconfigureComputeResource_Task",
    remove: "Destroy_Task",
  },
  nameAttribute: "name",
  id: (_, __, look) =>
    freeMoref(
      "domain-c",
      look.all("vsphere:cluster").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [IN_FOLDER, IN_DATACENTER],
  check(wanted, look, before) {
    checkName(text(wanted, "name"), look);
    checkNameIsFree(text(wanted, "parentId"), text(wanted, "name"), look, before);
  },
  describe: (object, look) => ({ inventoryPath: inventoryPath(object, look) }),
};

/** An ESXi host. */
export const host: ResourceType = {
  type: "vsphere:host",
  service: "vCenter",
  actions: {
    create: "AddHost_Task",
    describe: "RetrieveProperties",
    modify: "ReconfigureHost_Task",
    remove: "Destroy_Task",
  },
  nameAttribute: "name",
  id: (_, __, look) =>
    freeMoref(
      "host-",
      look.all("vsphere:host").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [
    {
      attribute: "computeClusterId",
      to: "vsphere:cluster",
      missing: OBJECT_NOT_FOUND,
      holds: { code: "ResourceInUse", message: "The resource is in use." },
    },
  ],
  check: (wanted, look) => checkName(text(wanted, "name"), look),
  complete: (wanted) => ({
    cpus: wanted.cpus ?? HOST.cpus,
    cores: wanted.cores ?? HOST.cores,
    cpuMhz: wanted.cpuMhz ?? HOST.cpuMhz,
    memory: wanted.memory ?? HOST.memory,
  }),
  describe: (object, look) => ({ inventoryPath: inventoryPath(object, look) }),
};

/** What is computed with: MHz of CPU and MiB of memory. */
export interface ComputePower {
  readonly cpu: number;
  readonly memory: number;
}

export function hostsOf(clusterId: string, look: Look): readonly CloudObject[] {
  return look.all("vsphere:host").filter(({ attributes }) => attributes.computeClusterId === clusterId);
}

/** All of a cluster's hosts together. */
export function powerOf(clusterId: string, look: Look): ComputePower {
  const hosts = hostsOf(clusterId, look).map(({ attributes }) => ({
    cpu: (numeric(attributes, "cores") ?? 0) * (numeric(attributes, "cpuMhz") ?? 0),
    memory: numeric(attributes, "memory") ?? 0,
  }));
  return hosts.reduce((sum, { cpu, memory }) => ({ cpu: sum.cpu + cpu, memory: sum.memory + memory }), {
    cpu: 0,
    memory: 0,
  });
}
