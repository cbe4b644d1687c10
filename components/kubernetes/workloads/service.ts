import { labelsFor, selectorOf } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";
import { namespaceOf, type Workload } from "./workload.ts";

/** A name for a workload's pods; the load balancer reaches them by their own addresses in the VPC (Terway). */
export function service(workload: Workload): KubernetesObject {
  const { miniProgram, name, tags } = workload;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: namespaceOf(workload), labels: labelsFor(miniProgram, name, tags) },
    spec: {
      type: "ClusterIP",
      selector: selectorOf(miniProgram, name),
      ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
    },
  };
}
