import type { Room } from "../../config/cluster-capacity.ts";
import type { KubernetesObject } from "../objects.ts";
import { horizontalPodAutoscaler } from "./hpa.ts";
import { scaledObject } from "./keda.ts";
import type { AutoscalingPlan } from "./plan-autoscaling.ts";
import { verticalPodAutoscaler } from "./vpa.ts";

/** The objects of one Autoscaling: who scales it, and recommendations for its pods' size. */
export function autoscalingObjects(
  { wanted, owner }: AutoscalingPlan,
  node: Room,
  tags: Readonly<Record<string, string>>,
): KubernetesObject[] {
  return [
    owner === "keda" ? scaledObject(wanted, tags) : horizontalPodAutoscaler(wanted, tags),
    verticalPodAutoscaler(wanted, node, tags),
  ];
}
