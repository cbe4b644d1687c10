import type { Machine } from "./environment.ts";
import {
  type ClusterNodeSettings,
  type KubernetesSettings,
  WORKLOADS,
  type WorkloadSettings,
} from "./kubernetes.ts";

/** What a pod asks for, or a node has for pods. */
export interface Room {
  /** Thousandths of a CPU. */
  readonly cpuMillis: number;
  readonly memoryMiB: number;
}

/**
 * What a node keeps for itself, on the safe side of ACK's table ("Resource reservation policy": 70 to 270 millis and
 * 0.7 to 2.6 GiB for the sizes allowed here) and of what its own pods on every node ask for (Terway, CSI, kube-proxy, the
 * log collector, node-problem-detector: some 250 millis and 400 MiB).
 * https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/resource-reservation-policy
 */
const NODE_KEEPS = { cpuMillis: 350, memoryShare: 0.15, memoryMiB: 500 } as const;

/** Price of the control plane in CNY for a month: ack.pro is billed at 0.64 CNY an hour, ack.standard is free. */
const CONTROL_PLANE_MONTHLY_CNY = { standard: 0, pro: 468 } as const satisfies Record<
  KubernetesSettings["edition"],
  number
>;

/** vSwitches that ACK takes for nodes, and for pods (API reference of CreateCluster, vswitch_ids and pod_vswitch_ids). */
export const MOST_CLUSTER_ZONES = 5;

/** Nodes that `ack.standard` allows in a cluster. */
export const STANDARD_NODES = 10;

/**
 * Share of the money above the minimum that goes to spot nodes. The rest can buy on-demand ones on the day when the
 * market has no spot nodes left.
 */
const SPOT_SHARE = 0.6;

/** Room for pods on a node. */
export function roomOf({ cpus, memoryGiB }: Pick<Machine, "cpus" | "memoryGiB">): Room {
  const memoryMiB = memoryGiB * 1024;
  return {
    cpuMillis: cpus * 1000 - NODE_KEEPS.cpuMillis,
    memoryMiB: Math.floor(memoryMiB * (1 - NODE_KEEPS.memoryShare)) - NODE_KEEPS.memoryMiB,
  };
}

/** Pods of one size that a node holds. */
export function podsPerNode(pod: Room, node: Room): number {
  return Math.max(
    0,
    Math.min(Math.floor(node.cpuMillis / pod.cpuMillis), Math.floor(node.memoryMiB / pod.memoryMiB)),
  );
}

/** What one pod costs in a month, in CNY: its share of an on-demand node, by whatever it takes more of. */
export function podMonthlyCny(
  pod: Room,
  nodes: Pick<ClusterNodeSettings, "machine" | "onDemandMonthlyCny">,
): number {
  const node = roomOf(nodes.machine);
  const share = Math.max(pod.cpuMillis / node.cpuMillis, pod.memoryMiB / node.memoryMiB);
  return share * nodes.onDemandMonthlyCny;
}

/** How many nodes a pool has at least and at most. */
export interface PoolLimits {
  readonly minimum: number;
  readonly maximum: number;
}

export interface NodePoolPlan {
  readonly onDemand: PoolLimits;
  /** Absent where spot nodes aren't wanted, or the money buys none. */
  readonly spot?: PoolLimits;
  /** What control plane and all nodes cost in a month when both pools are full, in CNY. */
  readonly monthlyCnyAtMost: number;
}

/** The limits of node pools that a budget allows. A law: full pools never cost more than the budget, if the minimum doesn't. */
export function planNodePools({
  edition,
  nodes,
  monthlyCny,
}: Pick<KubernetesSettings, "edition" | "nodes" | "monthlyCny">): NodePoolPlan {
  const control = CONTROL_PLANE_MONTHLY_CNY[edition];
  const { minimum, onDemandMonthlyCny, spotMonthlyCny } = nodes;
  const fixed = control + minimum * onDemandMonthlyCny;
  const spare = Math.max(0, monthlyCny - fixed);
  const most = edition === "standard" ? Math.max(0, STANDARD_NODES - minimum) : Number.POSITIVE_INFINITY;
  const spot = nodes.spot ? Math.min(most, Math.floor((spare * SPOT_SHARE) / spotMonthlyCny)) : 0;
  const more = Math.min(most - spot, Math.floor((spare - spot * spotMonthlyCny) / onDemandMonthlyCny));
  return {
    onDemand: { minimum, maximum: minimum + more },
    ...(spot > 0 ? { spot: { minimum: 0, maximum: spot } } : {}),
    monthlyCnyAtMost: fixed + more * onDemandMonthlyCny + spot * spotMonthlyCny,
  };
}

/** Nodes of both pools at most. */
export function nodesAtMost({ onDemand, spot }: NodePoolPlan): number {
  return onDemand.maximum + (spot?.maximum ?? 0);
}

/** A pod of the headroom: as large as the largest pod, so that any one of them finds its room. */
export function headroomPod({ workloads }: Pick<KubernetesSettings, "workloads">): Room {
  const all = allWorkloads({ workloads });
  return {
    cpuMillis: Math.max(...all.map(({ cpuMillis }) => cpuMillis)),
    memoryMiB: Math.max(...all.map(({ memoryMiB }) => memoryMiB)),
  };
}

export function allWorkloads({
  workloads,
}: Pick<KubernetesSettings, "workloads">): readonly WorkloadSettings[] {
  return Object.values(workloads).flatMap((ofOne) => WORKLOADS.map((name) => ofOne[name]));
}

/** What a rolling update adds: one pod of each workload above its number, before an old one goes. */
const SURGE_PODS = 1;

/**
 * Nodes that hold these numbers of pods, with an update under way in one of the workloads and the headroom: pods are laid
 * out one after the other, the largest first, each on the first node with room. Infinite when one fits no node.
 */
export function nodesNeeded(
  settings: Pick<KubernetesSettings, "workloads" | "nodes" | "headroomPods">,
  podsOf: (workload: WorkloadSettings) => number,
): number {
  const node = roomOf(settings.nodes.machine);
  const largest = headroomPod(settings);
  if (podsPerNode(largest, node) === 0) return Number.POSITIVE_INFINITY;
  const pods = allWorkloads(settings).flatMap((workload) => times(workload, podsOf(workload)));
  return nodesFilled([...pods, ...times(largest, settings.headroomPods + SURGE_PODS)], node);
}

function times(pod: Room, count: number): Room[] {
  return Array.from({ length: count }, () => pod);
}

function nodesFilled(pods: readonly Room[], node: Room): number {
  const sizeOf = (pod: Room): number =>
    Math.max(pod.cpuMillis / node.cpuMillis, pod.memoryMiB / node.memoryMiB);
  const free: { cpuMillis: number; memoryMiB: number }[] = [];
  for (const pod of [...pods].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    let at = free.find((left) => left.cpuMillis >= pod.cpuMillis && left.memoryMiB >= pod.memoryMiB);
    if (at === undefined) {
      at = { ...node };
      free.push(at);
    }
    at.cpuMillis -= pod.cpuMillis;
    at.memoryMiB -= pod.memoryMiB;
  }
  return free.length;
}
