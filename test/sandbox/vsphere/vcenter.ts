import type { Changes } from "../../../sandbox/cloud/cloud.ts";
import type { Attributes, CloudObject } from "../../../sandbox/cloud/object.ts";
import { furnishings, type VcenterInventory } from "../../../sandbox/cloud/vsphere/inventory.ts";
import { VSPHERE_TYPES } from "../../../sandbox/cloud/vsphere/types.ts";
import { Account, type Recipe } from "../account.ts";

/** As Pulumi.dev.yaml has it, with a datastore cluster and a pool of its own besides. */
export const INVENTORY: VcenterInventory = {
  server: "vcenter.example.com",
  datacenter: "DC0",
  cluster: "DC0_C0",
  resourcePool: "DC0_C0/Resources/hougu",
  datastore: "LocalDS_0",
  portGroup: "VM Network",
  template: "tpl-debian-12",
  datastoreCluster: "Pod0",
};

/** The right program: one object of each type, as the components make them. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  "vsphere:folder": (vcenter) => ({
    path: "hougu-dev",
    type: "vm",
    datacenterId: furnished(vcenter, "vsphere:datacenter").id,
  }),
  "vsphere:tagCategory": () => ({
    name: "hougu-dev-role",
    description: "What a machine is for",
    cardinality: "SINGLE",
    associableTypes: ["VirtualMachine", "Folder"],
  }),
  "vsphere:tag": async (vcenter) => ({
    name: "edge",
    description: "role: edge",
    categoryId: (await vcenter.the("vsphere:tagCategory")).id,
  }),
  "vsphere:customAttribute": () => ({ name: "owner", managedObjectType: "VirtualMachine" }),
  "vsphere:resourcePool": (vcenter) => ({
    name: "edge",
    parentResourcePoolId: furnished(vcenter, "vsphere:resourcePool", "hougu").id,
  }),
  "vsphere:virtualMachine": async (vcenter) => {
    const template = furnished(vcenter, "vsphere:virtualMachine");
    await vcenter.the("vsphere:folder");
    return {
      name: "edge-1",
      folder: "hougu-dev",
      resourcePoolId: furnished(vcenter, "vsphere:resourcePool", "hougu").id,
      datastoreId: furnished(vcenter, "vsphere:datastore", "LocalDS_0").id,
      numCpus: 2,
      memory: 2048,
      guestId: "debian12_64Guest",
      firmware: "efi",
      scsiType: "pvscsi",
      networkInterfaces: [{ networkId: furnished(vcenter, "vsphere:network").id, adapterType: "vmxnet3" }],
      disks: [{ label: "disk0", size: 20, thinProvisioned: true }],
      clone: { templateUuid: template.id },
      extraConfig: { "guestinfo.userdata": "I2Nsb3VkLWNvbmZpZwo=", "guestinfo.userdata.encoding": "base64" },
    };
  },
  "vsphere:virtualDisk": () => ({
    datacenter: "DC0",
    datastore: "LocalDS_0",
    vmdkPath: "hougu-disks/data.vmdk",
    createDirectories: true,
    size: 20,
    type: "thin",
  }),
  "vsphere:virtualMachineSnapshot": async (vcenter) => ({
    virtualMachineUuid: (await vcenter.the("vsphere:virtualMachine")).id,
    snapshotName: "before",
    description: "before the upgrade",
    memory: false,
    quiesce: true,
  }),
  "vsphere:computeClusterVmAntiAffinityRule": async (vcenter) => ({
    name: "edge",
    computeClusterId: furnished(vcenter, "vsphere:cluster").id,
    virtualMachineIds: await twoMachines(vcenter),
  }),
  "vsphere:datastoreClusterVmAntiAffinityRule": async (vcenter) => {
    const datastoreClusterId = furnished(vcenter, "vsphere:datastoreCluster").id;
    const machine = (name: string) =>
      vcenter.create("vsphere:virtualMachine", { name, datastoreId: null, datastoreClusterId });
    return {
      name: "rabbitmq",
      datastoreClusterId,
      virtualMachineIds: [(await machine("rabbitmq-1")).id, (await machine("rabbitmq-2")).id],
    };
  },
  "vsphere:datacenter": (vcenter) => ({
    name: "DC1",
    parentId: furnished(vcenter, "vsphere:folder", "Datacenters").id,
  }),
  "vsphere:cluster": (vcenter) => ({ name: "DC0_C1", ...placed(vcenter, "host") }),
  "vsphere:host": (vcenter) => ({
    name: "esxi-9.example.com",
    computeClusterId: furnished(vcenter, "vsphere:cluster").id,
    datacenterId: furnished(vcenter, "vsphere:datacenter").id,
  }),
  "vsphere:datastore": (vcenter) => ({ name: "LocalDS_9", ...placed(vcenter, "datastore") }),
  "vsphere:datastoreCluster": (vcenter) => ({ name: "Pod9", ...placed(vcenter, "datastore") }),
  "vsphere:network": (vcenter) => ({ name: "Storage Network", ...placed(vcenter, "network") }),
};

/** A vCenter with its inventory, that nobody has called yet. */
export function vcenter(inventory: VcenterInventory = INVENTORY): Account {
  const account = new Account(VSPHERE_TYPES, RECIPES, { region: inventory.server });
  account.cloud.furnish(furnishings(inventory));
  return account;
}

/** An object that was there before: the first of its type, or the one of a name. */
export function furnished({ cloud }: Account, type: string, name?: string): CloudObject {
  const found = cloud
    .list()
    .find((object) => object.type === type && (name === undefined || object.attributes.name === name));
  if (found === undefined) throw new Error(`no ${type} ${name ?? ""} in the inventory`);
  return found;
}

export async function twoMachines(vcenter: Account, changes: Changes = {}): Promise<string[]> {
  const first = await vcenter.the("vsphere:virtualMachine");
  const second = await vcenter.create("vsphere:virtualMachine", { name: "edge-2", ...changes });
  return [first.id, second.id];
}

/** A second datacenter with a network and a datastore of its own. */
export async function elsewhere(vcenter: Account) {
  const datacenterId = (await vcenter.the("vsphere:datacenter")).id;
  return {
    datacenterId,
    network: await vcenter.create("vsphere:network", { datacenterId, parentId: null }),
    datastore: await vcenter.create("vsphere:datastore", { datacenterId, parentId: null }),
  };
}

/** A second cluster, with the pool that each cluster has. */
export async function otherCluster(vcenter: Account) {
  const cluster = await vcenter.the("vsphere:cluster");
  const host = await vcenter.create("vsphere:host", { computeClusterId: cluster.id });
  const pool: CloudObject = {
    type: "vsphere:resourcePool",
    id: "resgroup-1",
    scope: INVENTORY.server,
    attributes: { name: "Resources", computeClusterId: cluster.id },
  };
  vcenter.cloud.furnish([pool]);
  return { cluster, host, pool };
}

function placed(vcenter: Account, root: string): Attributes {
  const datacenterId = furnished(vcenter, "vsphere:datacenter").id;
  return { parentId: furnished(vcenter, "vsphere:folder", root).id, datacenterId };
}
