import type { Room } from "../../config/cluster-capacity.ts";
import { labelsFor } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";
import type { Autoscaling } from "./autoscaling.ts";

/**
 * What a pod should ask for, by what it used lately: recommendations to read, in `status`, and nothing else. Applied by
 * itself it would change the request that the CPU signal is a share of, and restart pods in the middle of a peak.
 */
export function verticalPodAutoscaler(
  { target }: Pick<Autoscaling, "target">,
  largest: Room,
  tags: Readonly<Record<string, string>>,
): KubernetesObject {
  return {
    apiVersion: "autoscaling.k8s.io/v1",
    kind: "VerticalPodAutoscaler",
    metadata: {
      name: target.name,
      namespace: target.namespace,
      labels: labelsFor(target.namespace, target.name, tags),
    },
    spec: {
      targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: target.name },
      updatePolicy: { updateMode: "Off" },
      resourcePolicy: {
        containerPolicies: [
          {
            containerName: "*",
            // Never more than a node has: a recommendation that fits nowhere helps nobody.
            maxAllowed: { cpu: `${largest.cpuMillis}m`, memory: `${largest.memoryMiB}Mi` },
          },
        ],
      },
    },
  };
}
