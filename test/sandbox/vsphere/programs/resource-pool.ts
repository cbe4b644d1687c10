import { HOST } from "../../../../sandbox/cloud/vsphere/capacity.ts";
import type { WrongProgram } from "../../account.ts";
import { furnished, otherCluster } from "../vcenter.ts";

/** More memory than the whole cluster has, in MiB. */
const TOO_MUCH = 3 * HOST.memory + 1;

export const RESOURCE_POOL_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "vsphere:resourcePool",
    code: "ManagedObjectNotFound",
    what: "in a pool that isn't there",
    run: (vcenter) => vcenter.create("vsphere:resourcePool", { parentResourcePoolId: "resgroup-nobody" }),
  },
  {
    type: "vsphere:resourcePool",
    code: "InvalidArgument",
    what: "in no pool",
    run: (vcenter) => vcenter.create("vsphere:resourcePool", { parentResourcePoolId: null }),
  },
  {
    type: "vsphere:resourcePool",
    code: "DuplicateName",
    what: "a second one of the same name beside it",
    run: async (vcenter) => {
      await vcenter.the("vsphere:resourcePool");
      await vcenter.create("vsphere:resourcePool");
    },
  },
  {
    type: "vsphere:resourcePool",
    code: "InvalidName",
    what: "with a name of 81 characters",
    run: (vcenter) => vcenter.create("vsphere:resourcePool", { name: "p".repeat(81) }),
  },
  {
    type: "vsphere:resourcePool",
    code: "InvalidArgument",
    what: "with a limit below its reservation",
    run: (vcenter) => vcenter.create("vsphere:resourcePool", { cpuReservation: 1000, cpuLimit: 999 }),
  },
  {
    type: "vsphere:resourcePool",
    code: "InvalidArgument",
    what: "with a reservation below nothing",
    run: (vcenter) => vcenter.create("vsphere:resourcePool", { memoryReservation: -1 }),
  },
  {
    type: "vsphere:resourcePool",
    code: "InvalidArgument",
    what: "with custom shares and no number of them",
    run: (vcenter) => vcenter.create("vsphere:resourcePool", { cpuShareLevel: "custom" }),
  },
  {
    type: "vsphere:resourcePool",
    code: "InsufficientResourcesFault",
    what: "that reserves more memory than the cluster has",
    run: (vcenter) => vcenter.create("vsphere:resourcePool", { memoryReservation: TOO_MUCH }),
  },
  {
    type: "vsphere:resourcePool",
    code: "InsufficientResourcesFault",
    what: "that reserves what a machine elsewhere has reserved",
    run: async (vcenter) => {
      await vcenter.create("vsphere:virtualMachine", { memory: HOST.memory, memoryReservation: HOST.memory });
      await vcenter.create("vsphere:resourcePool", { memoryReservation: 2 * HOST.memory + 1 });
    },
  },
  {
    type: "vsphere:resourcePool",
    code: "InsufficientResourcesFault",
    what: "in one that has nothing and may not borrow",
    run: async (vcenter) => {
      const { id } = await vcenter.create("vsphere:resourcePool", {
        memoryReservation: 1000,
        memoryExpandable: false,
      });
      await vcenter.create("vsphere:resourcePool", { parentResourcePoolId: id, memoryReservation: 1001 });
    },
  },
  {
    type: "vsphere:resourcePool",
    code: "InvalidArgument",
    what: "moved into one that is in it",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:resourcePool");
      const inner = await vcenter.create("vsphere:resourcePool", { parentResourcePoolId: id });
      await vcenter.modify("vsphere:resourcePool", id, { parentResourcePoolId: inner.id });
    },
  },
  {
    type: "vsphere:resourcePool",
    code: "InvalidArgument",
    what: "moved to another cluster",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:resourcePool");
      const { pool } = await otherCluster(vcenter);
      await vcenter.modify("vsphere:resourcePool", id, { parentResourcePoolId: pool.id });
    },
  },
  {
    type: "vsphere:resourcePool",
    code: "NotEmpty",
    what: "destroyed with a machine in it",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:resourcePool");
      await vcenter.create("vsphere:virtualMachine", { resourcePoolId: id });
      await vcenter.remove("vsphere:resourcePool", id);
    },
  },
  {
    type: "vsphere:resourcePool",
    code: "NotEmpty",
    what: "destroyed with a pool in it",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:resourcePool");
      await vcenter.create("vsphere:resourcePool", { parentResourcePoolId: id });
      await vcenter.remove("vsphere:resourcePool", id);
    },
  },
  {
    type: "vsphere:resourcePool",
    code: "NotSupported",
    what: "destroyed although it is a whole cluster's",
    run: (vcenter) =>
      vcenter.remove("vsphere:resourcePool", furnished(vcenter, "vsphere:resourcePool", "Resources").id),
  },
  {
    type: "vsphere:resourcePool",
    code: "InvalidArgument",
    what: "changed although it is a whole cluster's",
    run: (vcenter) =>
      vcenter.modify("vsphere:resourcePool", furnished(vcenter, "vsphere:resourcePool", "Resources").id, {
        cpuLimit: 1000,
      }),
  },
];
