import type { ResourceType } from "../resource-type.ts";
import { computeClusterVmAntiAffinityRule, datastoreClusterVmAntiAffinityRule } from "./anti-affinity.ts";
import { cluster, host } from "./cluster.ts";
import { customAttribute } from "./custom-attribute.ts";
import { datacenter } from "./datacenter.ts";
import { datastore, datastoreCluster } from "./datastore.ts";
import { folder } from "./folder.ts";
import { network } from "./network.ts";
import { resourcePool } from "./resource-pool.ts";
import { virtualMachineSnapshot } from "./snapshot.ts";
import { tag, tagCategory } from "./tags.ts";
import { virtualDisk } from "./virtual-disk.ts";
import { virtualMachine } from "./virtual-machine.ts";

/** Every type of vCenter that the sandbox has. */
export const VSPHERE_TYPES: readonly ResourceType[] = [
  folder,
  tagCategory,
  tag,
  customAttribute,
  resourcePool,
  virtualDisk,
  virtualMachine,
  virtualMachineSnapshot,
  computeClusterVmAntiAffinityRule,
  datastoreClusterVmAntiAffinityRule,
  datacenter,
  cluster,
  host,
  datastore,
  datastoreCluster,
  network,
];
