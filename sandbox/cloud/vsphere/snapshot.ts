import { text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { freeMoref } from "./moref.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND, TASK_IN_PROGRESS } from "./refusals.ts";

/** Snapshots of a machine, one upon the other (VMware's best practices for snapshots). */
const LONGEST_CHAIN = 32;

/** A machine's state at a time. Each stands on the one before it. */
export const virtualMachineSnapshot: ResourceType = {
  type: "vsphere:virtualMachineSnapshot",
  service: "vCenter",
  actions: {
    create: "CreateSnapshot_Task",
    describe: "RetrieveProperties",
    modify: "RenameSnapshot",
    remove: "RemoveSnapshot_Task",
  },
  nameAttribute: "snapshotName",
  id: (_, __, look) =>
    freeMoref(
      "snapshot-",
      look.all("vsphere:virtualMachineSnapshot").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [
    {
      attribute: "virtualMachineUuid",
      to: "vsphere:virtualMachine",
      missing: OBJECT_NOT_FOUND,
      busy: TASK_IN_PROGRESS,
      follows: true,
    },
  ],
  quotas: [
    {
      limit: LONGEST_CHAIN,
      per: "virtualMachineUuid",
      exceeded: {
        code: "TooManySnapshotLevels",
        message: "Snapshot not taken since the maximum number of levels has been reached.",
      },
    },
  ],
  check(wanted, look, before) {
    checkName(text(wanted, "snapshotName"), look);
    const machine = look.get("vsphere:virtualMachine", text(wanted, "virtualMachineUuid"));
    if (machine?.attributes.template === true) {
      look.refuse("NotSupported", `A template has no snapshots. (${text(machine.attributes, "moid")})`);
    }
    const power = machine?.attributes.powerState;
    if (!before && wanted.quiesce === true && wanted.memory !== true && power === "suspended") {
      look.refuse(
        "InvalidPowerState",
        "The attempted operation cannot be performed in the current state (Suspended).",
      );
    }
  },
  complete: (_, { now }) => ({ createTime: new Date(now).toISOString() }),
  // Those that were taken later stand on it.
  takes(snapshot, look) {
    if (snapshot.attributes.removeChildren !== true) return [];
    const chain = look
      .all("vsphere:virtualMachineSnapshot")
      .filter(({ attributes }) => attributes.virtualMachineUuid === snapshot.attributes.virtualMachineUuid);
    return chain.slice(chain.findIndex(({ id }) => id === snapshot.id) + 1);
  },
};
