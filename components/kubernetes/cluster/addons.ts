import { KubernetesAddon } from "@pulumi/alicloud/cs/kubernetesAddon.js";
import type { ManagedKubernetes } from "@pulumi/alicloud/cs/managedKubernetes.js";
import type { NodePool } from "@pulumi/alicloud/cs/nodePool.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ManagedClusterArgs } from "./managed-cluster.ts";

/** Add-ons by their names in ACK's catalogue, and what each is for. Versions are ACK's, in step with the cluster's. */
const ADDONS = {
  "metrics-server": "CPU and memory, for HPA and VPA",
  "ack-pod-identity-webhook": "RAM roles for service accounts",
  "ack-keda": "scaling by queues and by the clock",
  "ack-vertical-pod-autoscaler": "recommendations of pods' sizes",
  "ack-alibaba-cloud-metrics-adapter": "custom metrics, for HPA",
  "arms-prometheus": "where custom metrics come from",
} as const;

const BALANCED_ADDONS = { "alb-ingress-controller": "Ingresses on an ALB" } as const;

/** Settings of add-ons that need any. */
const CONFIG: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // The AlbConfig is ours.
  "alb-ingress-controller": { albIngress: { CreateDefaultALBConfig: false } },
};

export function createAddons(
  parent: pulumi.Resource,
  name: string,
  cluster: ManagedKubernetes,
  pools: readonly NodePool[],
  { balanced }: ManagedClusterArgs,
): readonly KubernetesAddon[] {
  const wanted = { ...ADDONS, ...(balanced ? BALANCED_ADDONS : {}) };
  return Object.keys(wanted).map((addon) => {
    const config = CONFIG[addon];
    return new KubernetesAddon(
      `${name}-${addon}`,
      {
        clusterId: cluster.id,
        name: addon,
        ...(config ? { config: JSON.stringify(config) } : {}),
      },
      // An add-on that finds no node to stand on never gets ready. ACK upgrades it with the cluster.
      { parent, dependsOn: [...pools], ignoreChanges: ["version"] },
    );
  });
}
