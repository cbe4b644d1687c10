import { type Attributes, records, text, texts } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { freeMoref } from "./moref.ts";
import { OBJECT_NOT_FOUND, refuseArgument, TASK_IN_PROGRESS } from "./refusals.ts";
import { clusterOfPool } from "./resource-pool.ts";

/** A rule about fewer keeps nothing apart. */
const LEAST_MACHINES = 2;

const RULE_NOT_FOUND = { code: "NotFound", message: "The rule does not exist." } as const;

/** A machine that is deleted leaves its rules. */
const MACHINES: Reference = {
  attribute: "virtualMachineIds",
  to: "vsphere:virtualMachine",
  missing: OBJECT_NOT_FOUND,
  busy: TASK_IN_PROGRESS,
};

/** A rule of DRS: the machines run on different hosts of a cluster. */
export const computeClusterVmAntiAffinityRule: ResourceType = {
  type: "vsphere:computeClusterVmAntiAffinityRule",
  service: "vCenter",
  actions: {
    create: "ReconfigureComputeResource_Task",
    describe: "RetrieveProperties",
    modify: "ReconfigureComputeResource_Task",
    remove: "ReconfigureComputeResource_Task",
  },
  nameAttribute: "name",
  id: ({ computeClusterId, key }) => `${String(computeClusterId)}:${String(key)}`,
  notFound: RULE_NOT_FOUND,
  references: [
    { attribute: "computeClusterId", to: "vsphere:cluster", missing: OBJECT_NOT_FOUND, follows: true },
    MACHINES,
  ],
  unique: [
    {
      attributes: ["computeClusterId", "name"],
      taken: { code: "DuplicateName", message: "The name already exists." },
    },
  ],
  check(wanted, look, before) {
    checkRule(wanted, look, before !== undefined);
    const clusterId = text(wanted, "computeClusterId");
    for (const machine of machinesOf(wanted, look)) {
      const own = clusterOfPool(text(machine.attributes, "resourcePoolId"), look);
      if (own !== clusterId) {
        refuseArgument(
          look,
          "spec.rulesSpec.info.vm",
          `${text(machine.attributes, "moid")} is in ${own || "no cluster"}, not in ${clusterId}`,
        );
      }
    }
  },
  complete: (wanted, look) => ({
    ...defaults(wanted),
    key: freeKey("vsphere:computeClusterVmAntiAffinityRule", look),
  }),
  adjust: defaults,
  describe: ({ attributes }, look) => ({ virtualMachineIds: presentMachines(attributes, look) }),
};

/** A rule of Storage DRS: the machines' disks are on different datastores of a cluster of them. */
export const datastoreClusterVmAntiAffinityRule: ResourceType = {
  type: "vsphere:datastoreClusterVmAntiAffinityRule",
  service: "vCenter",
  actions: {
    create: "ConfigureStorageDrsForPod_Task",
    describe: "RetrieveProperties",
    modify: "ConfigureStorageDrsForPod_Task",
    remove: "ConfigureStorageDrsForPod_Task",
  },
  nameAttribute: "name",
  id: ({ datastoreClusterId, key }) => `${String(datastoreClusterId)}:${String(key)}`,
  notFound: RULE_NOT_FOUND,
  references: [
    {
      attribute: "datastoreClusterId",
      to: "vsphere:datastoreCluster",
      missing: OBJECT_NOT_FOUND,
      follows: true,
    },
    MACHINES,
  ],
  unique: [
    {
      attributes: ["datastoreClusterId", "name"],
      taken: { code: "DuplicateName", message: "The name already exists." },
    },
  ],
  check(wanted, look, before) {
    checkRule(wanted, look, before !== undefined);
    const clusterId = text(wanted, "datastoreClusterId");
    for (const { attributes } of machinesOf(wanted, look)) {
      const stray = records(attributes, "disks").find(
        (disk) =>
          look.get("vsphere:datastore", text(disk, "datastoreId"))?.attributes.datastoreClusterId !==
          clusterId,
      );
      if (stray) {
        refuseArgument(
          look,
          "storageDrsSpec.podConfigSpec.rule.info.vm",
          `${text(attributes, "moid")} has ${text(stray, "label")} outside ${clusterId}`,
        );
      }
    }
  },
  complete: (wanted, look) => ({
    ...defaults(wanted),
    key: freeKey("vsphere:datastoreClusterVmAntiAffinityRule", look),
  }),
  adjust: defaults,
  describe: ({ attributes }, look) => ({ virtualMachineIds: presentMachines(attributes, look) }),
};

/** @param exists when a machine left a rule that exists, what remains of it may be changed */
function checkRule(wanted: Attributes, look: Look, exists: boolean): void {
  if (text(wanted, "name") === "") look.refuse("InvalidName", "The name '' is not valid.");
  const machines = exists
    ? new Set(texts(wanted, "virtualMachineIds"))
    : new Set(presentMachines(wanted, look));
  if (machines.size < LEAST_MACHINES) {
    refuseArgument(
      look,
      "spec.rulesSpec.info.vm",
      `${machines.size} machine: a rule needs ${LEAST_MACHINES} or more`,
    );
  }
}

function machinesOf(wanted: Attributes, look: Look) {
  return texts(wanted, "virtualMachineIds").flatMap((id) => look.get("vsphere:virtualMachine", id) ?? []);
}

function presentMachines(attributes: Attributes, look: Look): readonly string[] {
  return texts(attributes, "virtualMachineIds").filter(
    (id) => look.get("vsphere:virtualMachine", id) !== undefined,
  );
}

function defaults(wanted: Attributes): Attributes {
  return { enabled: wanted.enabled ?? true, mandatory: wanted.mandatory ?? false };
}

function freeKey(type: string, look: Look): number {
  return Number(
    freeMoref(
      "",
      look.all(type).map(({ attributes }) => String(attributes.key)),
    ),
  );
}
