import type { IVerticalPodAutoscaler } from "@kubernetes-models/autoscaler/autoscaling.k8s.io/v1/VerticalPodAutoscaler";
import type { IScaledObject } from "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject";
import type { ITriggerAuthentication } from "@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication";
import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import type { IIngress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import type { IIngressClass } from "kubernetes-models/networking.k8s.io/v1/IngressClass";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import type { IPriorityClass } from "kubernetes-models/scheduling.k8s.io/v1/PriorityClass";
import type { IConfigMap } from "kubernetes-models/v1/ConfigMap";
import type { ILimitRange } from "kubernetes-models/v1/LimitRange";
import type { INamespace } from "kubernetes-models/v1/Namespace";
import type { IResourceQuota } from "kubernetes-models/v1/ResourceQuota";
import type { IService } from "kubernetes-models/v1/Service";
import type { IServiceAccount } from "kubernetes-models/v1/ServiceAccount";

/**
 * A Kubernetes object as a plain value, before anybody makes it: renderers return these, a component places them, and
 * tests give them to a real API server as they are. The types are Kubernetes' own schemas; nothing of them is loaded.
 */
export type KubernetesObject = Named<
  | INamespace
  | IResourceQuota
  | ILimitRange
  | IServiceAccount
  | IConfigMap
  | IDeployment
  | IService
  | IPodDisruptionBudget
  | INetworkPolicy
  | IIngress
  | IIngressClass
  | IPriorityClass
  | IHorizontalPodAutoscaler
  | IScaledObject
  | ITriggerAuthentication
  | IVerticalPodAutoscaler
>;

/** Everything is named here: a name that the engine makes up can't be written into a policy or an alert. */
export type Named<T> = T & { readonly metadata: { readonly name: string } };

export type Deployment = Named<IDeployment>;
export type NetworkPolicy = Named<INetworkPolicy>;
export type PodSpec = NonNullable<NonNullable<IDeployment["spec"]>["template"]["spec"]>;

/** An object's place among others, e.g. `Deployment artist/api`. */
export function describeObject({ kind, metadata }: KubernetesObject): string {
  const { name, namespace } = metadata as { readonly name: string; readonly namespace?: string };
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}
