import { EcsDeploymentSet } from "@pulumi/alicloud/ecs/ecsDeploymentSet.js";
import type * as pulumi from "@pulumi/pulumi";
import { ComputeClusterVmAntiAffinityRule } from "@pulumi/vsphere/computeClusterVmAntiAffinityRule.js";
import { DatastoreClusterVmAntiAffinityRule } from "@pulumi/vsphere/datastoreClusterVmAntiAffinityRule.js";
import type { Labels } from "../naming/labels.ts";
import type { Host } from "./host.ts";
import type { Ground, PeerGround } from "./place-host.ts";

/**
 * Prepares a ground for hosts that must not fail together. On Alibaba Cloud they are made members of a deployment set,
 * which takes 20 hosts a zone; on vSphere a rule follows once they exist, see {@link keepApart}.
 */
export function peerGround(
  parent: pulumi.Resource,
  name: string,
  ground: Ground,
  labels: Labels,
): PeerGround {
  if (ground.on === "vsphere") return ground;
  const set = new EcsDeploymentSet(
    name,
    {
      deploymentSetName: labels.physicalName(name),
      description: `Keeps the hosts of ${name} on different physical machines`,
      strategy: "Availability",
      // After a physical machine's failure a host beside its peer is better than none.
      onUnableToRedeployFailedInstance: "CancelMembershipAndStart",
    },
    { parent },
  );
  return { ...ground, deploymentSetId: set.id };
}

/**
 * On vSphere: a rule that keeps machines on different ESXi hosts, and one that keeps their disks on different datastores
 * where there are several. Elsewhere nothing is left to do.
 */
export function keepApart(
  parent: pulumi.Resource,
  name: string,
  ground: Ground,
  hosts: readonly Host[],
  labels: Labels,
): void {
  if (ground.on !== "vsphere") return;
  new ComputeClusterVmAntiAffinityRule(
    name,
    {
      name: labels.physicalName(name),
      computeClusterId: ground.site.inventory.clusterId,
      virtualMachineIds: hosts.map((host) => host.instanceId),
      // "Should", not "must": when one ESXi host is left, both run there rather than one not at all.
      mandatory: false,
    },
    { parent },
  );
  const { storage } = ground.site.inventory;
  if (storage.kind !== "cluster") return;
  new DatastoreClusterVmAntiAffinityRule(
    name,
    {
      name: labels.physicalName(name),
      datastoreClusterId: storage.datastoreClusterId,
      virtualMachineIds: hosts.map((host) => host.instanceId),
      // As above: with one datastore left, disks side by side are better than none.
      mandatory: false,
    },
    { parent },
  );
}
