import { labelsFor } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";
import { namespaceOf, type Workload } from "./workload.ts";

/**
 * Who a workload's pods are. ACK's webhook reads the annotation and gives the pods a token of their own for the RAM role;
 * the API server's token isn't mounted.
 *
 * @param ramRole name of the RAM role; absent for those that need nothing of Alibaba Cloud
 */
export function serviceAccount(workload: Workload, ramRole: string | undefined): KubernetesObject {
  const { miniProgram, name, tags } = workload;
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: {
      name,
      namespace: namespaceOf(workload),
      labels: labelsFor(miniProgram, name, tags),
      ...(ramRole === undefined
        ? {}
        : { annotations: { "pod-identity.alibabacloud.com/role-name": ramRole } }),
    },
    automountServiceAccountToken: false,
  };
}
