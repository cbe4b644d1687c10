import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { Ingress } from "@pulumi/kubernetes/networking/v1/ingress.js";
import { IngressClass } from "@pulumi/kubernetes/networking/v1/ingressClass.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import { PriorityClass } from "@pulumi/kubernetes/scheduling/v1/priorityClass.js";
import type * as pulumi from "@pulumi/pulumi";
import type { KubernetesObject } from "./objects.ts";

type Placer = new (
  name: string,
  // The objects are typed by Kubernetes' own schemas, the constructors by Pulumi's inputs of the same: both say the
  // same, and TypeScript can't see it of so many types at once.
  args: never,
  opts: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

const PLACERS: Readonly<Record<KubernetesObject["kind"], Placer>> = {
  Namespace,
  ResourceQuota,
  LimitRange,
  ServiceAccount,
  ConfigMap,
  Deployment,
  Service,
  PodDisruptionBudget,
  NetworkPolicy,
  Ingress,
  IngressClass,
  PriorityClass,
  HorizontalPodAutoscaler,
  ScaledObject: CustomResource,
  TriggerAuthentication: CustomResource,
  VerticalPodAutoscaler: CustomResource,
};

/** When an object is made: each stage waits for those before it in its namespace. */
export const STAGES = {
  PriorityClass: 0,
  IngressClass: 0,
  Namespace: 0,
  ResourceQuota: 1,
  LimitRange: 1,
  ServiceAccount: 1,
  ConfigMap: 1,
  NetworkPolicy: 1,
  TriggerAuthentication: 1,
  Service: 1,
  PodDisruptionBudget: 1,
  Deployment: 2,
  Ingress: 2,
  HorizontalPodAutoscaler: 3,
  ScaledObject: 3,
  VerticalPodAutoscaler: 3,
} as const satisfies Record<KubernetesObject["kind"], number>;

/** A node that an update needs may take minutes, and then the pods their own; see `progressDeadlineSeconds`. */
const DEPLOYMENT_TIMEOUTS = { create: "15m", update: "15m" };

/** Registers an object under a logical name. */
export function placeObject(
  name: string,
  object: KubernetesObject,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  const own: pulumi.CustomResourceOptions =
    object.kind === "Deployment"
      ? {
          customTimeouts: DEPLOYMENT_TIMEOUTS,
          // From the first minute the autoscaler's.
          ...(isScaled(object) ? { ignoreChanges: ["spec.replicas"] } : {}),
        }
      : {};
  return new PLACERS[object.kind](name, object as never, { ...opts, ...own });
}

/** Headroom has the number of pods that its configuration says. */
function isScaled({ metadata }: KubernetesObject): boolean {
  return metadata.name !== "headroom";
}
