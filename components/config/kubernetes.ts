import type { Machine, MiniProgramName } from "./environment.ts";

/** What a mini-program runs in the cluster: each is a Deployment of its own. */
export const WORKLOADS = ["api", "worker", "danmaku", "inbox"] as const;
/** `api` answers phones, `worker` handles orders and bookings, `danmaku` flies comments, `inbox` tells phones. */
export type WorkloadName = (typeof WORKLOADS)[number];

/** How large a workload may get, and how soon. */
export interface WorkloadSettings {
  /** CPU that a pod asks for, in thousandths of a CPU. */
  readonly cpuMillis: number;
  /** Memory of a pod in MiB: what it asks for and what it may use. */
  readonly memoryMiB: number;
  /** Pods that always run. */
  readonly floor: number;
  /** Pods at most. */
  readonly ceiling: number;
  /** Seconds within which more pods are asked for when load rises. */
  readonly reactionSeconds: number;
  /** What the workload may cost in a month at its ceiling, in CNY. */
  readonly monthlyCny: number;
}

export interface ClusterNodeSettings {
  readonly machine: Machine;
  /** On-demand nodes that always run. */
  readonly minimum: number;
  /** Whether spot nodes take what is above the minimum. */
  readonly spot: boolean;
  /** Price of an on-demand node in CNY for a month, disk included. */
  readonly onDemandMonthlyCny: number;
  /** Price of a spot node in CNY for a month, disk included, as it was lately. */
  readonly spotMonthlyCny: number;
}

/** The managed Kubernetes cluster (ACK) and what runs on it. Absent where an environment has none. */
export interface KubernetesSettings {
  /** As ACK names it, e.g. `1.34.3-aliyun.1`. */
  readonly version: string;
  readonly edition: "standard" | "pro";
  /** IPv4 block of Services, apart from the VPC's. */
  readonly serviceCidr: string;
  readonly nodes: ClusterNodeSettings;
  /** What control plane and nodes may cost in a month, in CNY: limits of node pools come from it. */
  readonly monthlyCny: number;
  /** Pods of no use that keep room free for a peak's first minute. */
  readonly headroomPods: number;
  /** References `repository@sha256:digest`. */
  readonly images: Readonly<Record<ImageName, string>>;
  /** Public host names that the cluster's load balancer serves; absent where nobody outside calls the cluster. */
  readonly domains?: Readonly<Record<MiniProgramName, string>> | undefined;
  readonly workloads: Readonly<Record<MiniProgramName, Readonly<Record<WorkloadName, WorkloadSettings>>>>;
}

export const IMAGES = [
  "artistApi",
  "artistWorker",
  "foodApi",
  "foodWorker",
  "danmaku",
  "inbox",
  "pause",
] as const;
export type ImageName = (typeof IMAGES)[number];

/** The image of a workload: API and worker are each mini-program's own, danmaku and inbox serve both. */
export function imageOf(miniProgram: MiniProgramName, workload: WorkloadName): ImageName {
  switch (workload) {
    case "api":
      return `${miniProgram}Api`;
    case "worker":
      return `${miniProgram}Worker`;
    default:
      return workload;
  }
}
