import * as pulumi from "@pulumi/pulumi";
import { ComputeClusterVmAntiAffinityRule } from "@pulumi/vsphere/computeClusterVmAntiAffinityRule.js";
import { Folder } from "@pulumi/vsphere/folder.js";
import { getComputeCluster } from "@pulumi/vsphere/getComputeCluster.js";
import { getDatacenter } from "@pulumi/vsphere/getDatacenter.js";
import { getDatastore } from "@pulumi/vsphere/getDatastore.js";
import { getNetwork } from "@pulumi/vsphere/getNetwork.js";
import { getResourcePool } from "@pulumi/vsphere/getResourcePool.js";
import { getVirtualMachine } from "@pulumi/vsphere/getVirtualMachine.js";
import { Provider } from "@pulumi/vsphere/provider.js";
import { ResourcePool } from "@pulumi/vsphere/resourcePool.js";
import { Tag } from "@pulumi/vsphere/tag.js";
import { TagCategory } from "@pulumi/vsphere/tagCategory.js";
import { VirtualDisk } from "@pulumi/vsphere/virtualDisk.js";
import { VirtualMachine } from "@pulumi/vsphere/virtualMachine.js";
import { VirtualMachineSnapshot } from "@pulumi/vsphere/virtualMachineSnapshot.js";
import type { Vcenter } from "../../../tools/conformance/vcenter.ts";

/**
 * Each vSphere type that the program uses, once: two machines of a template that keep apart, tagged, in a folder.
 * `strict` makes the rule that keeps them apart mandatory: a change in place.
 */
export function vsphereTypes(vcenter: Vcenter, { strict }: { strict: boolean }) {
  return async (): Promise<Record<string, unknown>> => {
    const { inventory } = vcenter;
    const provider = new Provider("vsphere", {
      vsphereServer: vcenter.server,
      user: vcenter.user,
      password: vcenter.password,
      allowUnverifiedSsl: true,
    });
    const call = { provider };
    const datacenter = await getDatacenter({ name: inventory.datacenter }, call);
    const datacenterId = datacenter.id;
    const [cluster, pool, datastore, network, template] = await Promise.all([
      getComputeCluster({ name: inventory.cluster, datacenterId }, call),
      getResourcePool({ name: inventory.resourcePool, datacenterId }, call),
      getDatastore({ name: inventory.datastore, datacenterId }, call),
      getNetwork({ name: inventory.network, datacenterId }, call),
      getVirtualMachine({ name: inventory.template, datacenterId }, call),
    ]);
    const category = new TagCategory(
      "role",
      { name: "role", cardinality: "SINGLE", associableTypes: ["VirtualMachine"] },
      // vCenter answers with `urn:vim25:VirtualMachine`, and a type can't be taken from a category anyway.
      { ...call, ignoreChanges: ["associableTypes"] },
    );
    const tag = new Tag("edge", { name: "edge", categoryId: category.id }, call);
    const above = new Folder("hougu", { path: "hougu", type: "vm", datacenterId }, call);
    const folder = new Folder(
      "food",
      { path: pulumi.interpolate`${above.path}/food`, type: "vm", datacenterId },
      call,
    );
    const own = new ResourcePool(
      "hougu",
      {
        name: "hougu",
        parentResourcePoolId: pool.id,
        cpuShareLevel: "high",
        memoryShareLevel: "high",
        cpuLimit: 40_000,
        memoryLimit: 65_536,
      },
      call,
    );
    const machines = ["food-edge-1", "food-edge-2"].map(
      (name) =>
        new VirtualMachine(
          name,
          {
            name,
            folder: folder.path,
            resourcePoolId: own.id,
            datastoreId: datastore.id,
            guestId: template.guestId,
            numCpus: 2,
            memory: 1024,
            networkInterfaces: [
              { networkId: network.id, adapterType: template.networkInterfaceTypes[0] as "e1000" },
            ],
            disks: [{ label: "disk0", size: 20, thinProvisioned: true }],
            clone: { templateUuid: template.id },
            extraConfig: {
              "guestinfo.userdata": "I2Nsb3VkLWNvbmZpZwo=",
              "guestinfo.userdata.encoding": "base64",
            },
            waitForGuestNetTimeout: 0,
            tags: [tag.id],
          },
          // The simulator doesn't keep it; and it refuses every later change of a machine's hardware.
          { ...call, ignoreChanges: ["swapPlacementPolicy"] },
        ),
    );
    const disk = new VirtualDisk(
      "food-database-data",
      {
        datacenter: inventory.datacenter,
        datastore: inventory.datastore,
        vmdkPath: "hougu-disks/food-database-data.vmdk",
        createDirectories: true,
        size: 1,
        type: "thin",
      },
      // The simulator's datastores don't tell how large a disk is.
      { ...call, ignoreChanges: ["size"] },
    );
    for (const machine of machines.slice(0, 1)) {
      new VirtualMachineSnapshot(
        "food-edge-1-before-upgrade",
        {
          virtualMachineUuid: machine.uuid,
          snapshotName: "before-upgrade",
          description: "kept while somebody works by hand",
          memory: false,
          quiesce: true,
          removeChildren: false,
          consolidate: true,
        },
        { ...call, deletedWith: machine, deleteBeforeReplace: true },
      );
    }
    new ComputeClusterVmAntiAffinityRule(
      "food-edge",
      {
        name: "food-edge",
        computeClusterId: cluster.id,
        virtualMachineIds: machines.map((machine) => machine.id),
        mandatory: strict,
      },
      call,
    );
    return { uuids: machines.map((machine) => machine.uuid), disk: disk.vmdkPath };
  };
}
