import type { Room } from "../config/cluster-capacity.ts";
import { pinnedImage } from "./image.ts";
import { labelsFor, selectorOf } from "./labels.ts";
import type { Deployment, KubernetesObject } from "./objects.ts";
import { everywhere, restrictedContainer, restrictedPod } from "./workloads/pod-security.ts";

/** Who goes first when there isn't room for all. */
export type Priority = "serving" | "background" | "headroom";

/**
 * Kubernetes' own system classes begin at two billion. Headroom stands at -10, the least that the cluster autoscaler still
 * makes nodes for (--expendable-pods-priority-cutoff): headroom that is pushed out is what makes it order the next node.
 */
const VALUES = { serving: 1000, background: 500, headroom: -10 } as const satisfies Record<Priority, number>;

const MEANINGS = {
  serving: "Somebody waits for an answer on a phone.",
  background: "Work from queues, which keep it for a while.",
  headroom: "Does nothing: keeps room free for the others.",
} as const satisfies Record<Priority, string>;

export function priorityClassName(priority: Priority): string {
  return `hougu-${priority}`;
}

export function priorityClasses(tags: Readonly<Record<string, string>>): KubernetesObject[] {
  return Object.entries(VALUES).map(([priority, value]) => ({
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: {
      name: priorityClassName(priority as Priority),
      labels: labelsFor("platform", priority, tags),
    },
    value,
    globalDefault: false,
    description: MEANINGS[priority as Priority],
    // Headroom must never push anything out itself.
    preemptionPolicy: priority === "headroom" ? "Never" : "PreemptLowerPriority",
  }));
}

export interface HeadroomArgs {
  readonly namespace: string;
  /** Pods that keep room. */
  readonly pods: number;
  /** What each keeps. */
  readonly room: Room;
  /** An image that only waits. */
  readonly image: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Over-provisioning: pods of the lowest priority that do nothing. A pod that needs the room takes it at once, the pod that
 * was pushed out waits, and for it the autoscaler orders a node, which takes minutes.
 */
export function headroom({ namespace, pods, room, image, tags }: HeadroomArgs): Deployment {
  const selector = selectorOf("platform", "headroom");
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "headroom", namespace, labels: labelsFor("platform", "headroom", tags) },
    spec: {
      replicas: pods,
      selector: { matchLabels: selector },
      strategy: { type: "Recreate" },
      template: {
        metadata: { labels: labelsFor("platform", "headroom", tags) },
        spec: {
          ...restrictedPod(),
          priorityClassName: priorityClassName("headroom"),
          // Nobody waits for it to end.
          terminationGracePeriodSeconds: 0,
          tolerations: everywhere(),
          containers: [
            {
              name: "pause",
              image: pinnedImage(image),
              securityContext: restrictedContainer(),
              resources: {
                requests: { cpu: `${room.cpuMillis}m`, memory: `${room.memoryMiB}Mi` },
                limits: { memory: `${room.memoryMiB}Mi` },
              },
            },
          ],
        },
      },
    },
  };
}
