import type { WrongProgram } from "../../account.ts";

const RULES = [
  ["vsphere:computeClusterVmAntiAffinityRule", "computeClusterId"],
  ["vsphere:datastoreClusterVmAntiAffinityRule", "datastoreClusterId"],
] as const;

export const RULE_PROGRAMS: readonly WrongProgram[] = [
  ...RULES.flatMap(([type, cluster]): WrongProgram[] => [
    {
      type,
      code: "ManagedObjectNotFound",
      what: "in a cluster that isn't there",
      run: (vcenter) => vcenter.create(type, { [cluster]: "nobody" }),
    },
    {
      type,
      code: "ManagedObjectNotFound",
      what: "about a machine that isn't there",
      run: async (vcenter) => {
        const { virtualMachineIds } = await vcenter.wanted(type);
        await vcenter.create(type, {
          virtualMachineIds: [...(virtualMachineIds as string[]), "4200-nobody"],
        });
      },
    },
    {
      type,
      code: "InvalidArgument",
      what: "about one machine",
      run: async (vcenter) => {
        const { id } = await vcenter.the("vsphere:virtualMachine");
        await vcenter.create(type, { virtualMachineIds: [id] });
      },
    },
    {
      type,
      code: "InvalidArgument",
      what: "about the same machine twice",
      run: async (vcenter) => {
        const { id } = await vcenter.the("vsphere:virtualMachine");
        await vcenter.create(type, { virtualMachineIds: [id, id] });
      },
    },
    {
      type,
      code: "InvalidName",
      what: "without a name",
      run: (vcenter) => vcenter.create(type, { name: "" }),
    },
    {
      type,
      code: "DuplicateName",
      what: "a second one of the same name",
      run: async (vcenter) => {
        await vcenter.the(type);
        await vcenter.create(type);
      },
    },
    {
      type,
      code: "InvalidArgument",
      what: "changed to one machine",
      run: async (vcenter) => {
        const { id, attributes } = await vcenter.the(type);
        const [first] = attributes.virtualMachineIds as string[];
        await vcenter.modify(type, id, { virtualMachineIds: [first ?? ""] });
      },
    },
    {
      type,
      code: "NotFound",
      what: "deleted without being there",
      run: (vcenter) => vcenter.remove(type, "nobody:1"),
    },
  ]),
  {
    type: "vsphere:computeClusterVmAntiAffinityRule",
    code: "TaskInProgress",
    what: "about a machine that is being cloned",
    run: async (vcenter) => {
      const wanted = await vcenter.wanted("vsphere:computeClusterVmAntiAffinityRule");
      const { id } = await vcenter.begin("vsphere:virtualMachine", { name: "edge-3" });
      const virtualMachineIds = [...(wanted.virtualMachineIds as string[]), id];
      await vcenter.create("vsphere:computeClusterVmAntiAffinityRule", { virtualMachineIds });
    },
  },
  {
    type: "vsphere:computeClusterVmAntiAffinityRule",
    code: "InvalidArgument",
    what: "about machines of another cluster",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:cluster");
      await vcenter.create("vsphere:computeClusterVmAntiAffinityRule", { computeClusterId: id });
    },
  },
  {
    type: "vsphere:datastoreClusterVmAntiAffinityRule",
    code: "InvalidArgument",
    what: "about a machine on a datastore of its own",
    run: async (vcenter) => {
      const wanted = await vcenter.wanted("vsphere:datastoreClusterVmAntiAffinityRule");
      const { id } = await vcenter.the("vsphere:virtualMachine");
      await vcenter.create("vsphere:datastoreClusterVmAntiAffinityRule", {
        virtualMachineIds: [...(wanted.virtualMachineIds as string[]), id],
      });
    },
  },
];
