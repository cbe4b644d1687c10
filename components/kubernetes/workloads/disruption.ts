import { labelsFor, selectorOf } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";
import { namespaceOf, type Workload } from "./workload.ts";

/**
 * How many pods a drain may take at once: one. Said as what may be missing rather than as what must be there, because a
 * lone pod with `minAvailable: 1` would block every drain for ever.
 */
export function disruptionBudget(workload: Workload): KubernetesObject {
  const { miniProgram, name, tags } = workload;
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name, namespace: namespaceOf(workload), labels: labelsFor(miniProgram, name, tags) },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: selectorOf(miniProgram, name) },
      // A pod that isn't ready serves nobody, so it doesn't hold a node back.
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    },
  };
}
