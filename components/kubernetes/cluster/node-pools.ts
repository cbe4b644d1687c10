import type { ManagedKubernetes } from "@pulumi/alicloud/cs/managedKubernetes.js";
import { NodePool, type NodePoolArgs } from "@pulumi/alicloud/cs/nodePool.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PoolLimits } from "../../config/cluster-capacity.ts";
import { childOptions } from "../../network/child-options.ts";
import { CAPACITY_LABEL, ON_DEMAND, SPOT } from "../workloads/pod-security.ts";
import type { ManagedClusterArgs } from "./managed-cluster.ts";

const TIMEOUTS = { create: "60m", update: "60m", delete: "60m" };
/** Pools from which a spot node comes: where one type is sold out, the next. */
const SPOT_POOLS = 2;

/** The node pools: on-demand nodes that are always there, and spot nodes above them where they are wanted. */
export function createNodePools(
  parent: pulumi.Resource,
  name: string,
  cluster: ManagedKubernetes,
  args: ManagedClusterArgs,
): readonly NodePool[] {
  const { pools, protect } = args;
  const opts = { parent, customTimeouts: TIMEOUTS };
  const onDemand = new NodePool(
    `${name}-on-demand`,
    {
      ...common(cluster, args),
      nodePoolName: args.labels.physicalName("on-demand"),
      ...scaling(pools.onDemand),
      labels: [{ key: CAPACITY_LABEL, value: ON_DEMAND }],
    },
    { ...opts, ...childOptions(parent, { protect }) },
  );
  if (pools.spot === undefined) return [onDemand];
  const spot = new NodePool(
    `${name}-spot`,
    {
      ...common(cluster, args),
      nodePoolName: args.labels.physicalName("spot"),
      ...scaling(pools.spot),
      labels: [{ key: CAPACITY_LABEL, value: SPOT }],
      taints: [{ key: CAPACITY_LABEL, value: SPOT, effect: "NoSchedule" }],
      // As the market goes, and never above the on-demand price.
      spotStrategy: "SpotAsPriceGo",
      multiAzPolicy: "COST_OPTIMIZED",
      spotInstancePools: SPOT_POOLS,
      // A node is ordered when the market tells that another will be taken back.
      spotInstanceRemedy: true,
    },
    opts,
  );
  return [onDemand, spot];
}

function common(
  cluster: ManagedKubernetes,
  { labels, settings, instanceType, diskCategory, nodeVswitchIds }: ManagedClusterArgs,
) {
  return {
    clusterId: cluster.id,
    vswitchIds: [...nodeVswitchIds],
    instanceTypes: [instanceType],
    instanceChargeType: "PostPaid",
    imageType: "AliyunLinux3ContainerOptimized",
    runtimeName: "containerd",
    systemDiskCategory: diskCategory,
    systemDiskSize: settings.nodes.machine.diskGiB,
    systemDiskEncrypted: true,
    // No password and no key pair: nobody signs in to a node, and one that misbehaves is replaced.
    multiAzPolicy: "BALANCE",
    installCloudMonitor: true,
    // Only with a token: a request that an app was tricked into can't read the node's role.
    instanceMetadataOptions: { httpTokens: "required" },
    management: {
      enable: true,
      autoRepair: true,
      autoRepairPolicy: { restartNode: true },
      autoVulFix: true,
      autoVulFixPolicy: { restartNode: true, vulLevel: "asap" },
      maxUnavailable: 1,
    },
    tags: labels.tags("platform"),
  } satisfies NodePoolArgs;
}

function scaling({ minimum, maximum }: PoolLimits): Pick<NodePoolArgs, "scalingConfig" | "scalingPolicy"> {
  return {
    scalingConfig: { enable: true, minSize: minimum, maxSize: maximum, type: "cpu" },
    // Nodes that aren't needed are given back, not stopped: a stopped one still pays for its disk.
    scalingPolicy: "release",
  };
}
