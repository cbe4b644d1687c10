import type { Room } from "../../config/cluster-capacity.ts";
import type { MiniProgramName } from "../../config/environment.ts";
import { labelsFor } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";

/** The Pod Security standard that everything of ours keeps to, and the version of its text. */
const STANDARD = "restricted";

export interface NamespaceArgs {
  readonly name: string;
  readonly partOf: MiniProgramName | "platform";
  /** Version of the Pod Security standard, e.g. `v1.34`: a newer one must not refuse pods on the day of an upgrade. */
  readonly standardVersion: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** RRSA's webhook looks only at namespaces with this label. */
const INJECTED = { "pod-identity.alibabacloud.com/injection": "on" } as const;

export function namespace({ name, partOf, standardVersion, tags }: NamespaceArgs): KubernetesObject {
  const levels = ["enforce", "audit", "warn"].flatMap((level) => [
    [`pod-security.kubernetes.io/${level}`, STANDARD],
    [`pod-security.kubernetes.io/${level}-version`, standardVersion],
  ]);
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: { ...labelsFor(partOf, name, tags), ...INJECTED, ...Object.fromEntries(levels) },
    },
  };
}

/** `1.34.3-aliyun.1` as the Pod Security standard writes it: `v1.34`. */
export function standardVersionOf(clusterVersion: string): string {
  const [major, minor] = clusterVersion.split(".");
  return `v${major}.${minor}`;
}

/** The pods of a workload at its ceiling, with what an update adds. */
export interface PodRun extends Room {
  readonly pods: number;
}

/**
 * What a namespace may take: all workloads at their ceilings and one pod more of each, for an update. No Services with
 * ports of nodes or load balancers of their own: the way in is the Ingress.
 */
export function resourceQuota(
  namespaceName: string,
  partOf: MiniProgramName | "platform",
  runs: readonly PodRun[],
  tags: Readonly<Record<string, string>>,
): KubernetesObject {
  const sum = (of: (run: PodRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const cpu = sum(({ pods, cpuMillis }) => pods * cpuMillis);
  const memory = sum(({ pods, memoryMiB }) => pods * memoryMiB);
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "ceiling", namespace: namespaceName, labels: labelsFor(partOf, "ceiling", tags) },
    spec: {
      hard: {
        pods: String(sum(({ pods }) => pods)),
        "requests.cpu": `${cpu}m`,
        "requests.memory": `${memory}Mi`,
        "limits.memory": `${memory}Mi`,
        "services.loadbalancers": "0",
        "services.nodeports": "0",
        persistentvolumeclaims: "0",
      },
    },
  };
}

/** For pods that people start by hand: every container has a request and a limit, or the quota would refuse it. */
export function limitRange(
  namespaceName: string,
  partOf: MiniProgramName | "platform",
  largest: Room,
  tags: Readonly<Record<string, string>>,
): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "defaults", namespace: namespaceName, labels: labelsFor(partOf, "defaults", tags) },
    spec: {
      limits: [
        {
          type: "Container",
          defaultRequest: { cpu: "50m", memory: "64Mi" },
          default: { memory: "64Mi" },
          max: { memory: `${largest.memoryMiB}Mi` },
        },
      ],
    },
  };
}
