import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import { labelsFor } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";
import type { Autoscaling, Signal } from "./autoscaling.ts";
import { behaviorOf } from "./behavior.ts";

type Metric = NonNullable<NonNullable<IHorizontalPodAutoscaler["spec"]>["metrics"]>[number];

/** A HorizontalPodAutoscaler for signals that it can read: CPU and custom metrics of pods. */
export function horizontalPodAutoscaler(
  wanted: Autoscaling,
  tags: Readonly<Record<string, string>>,
): KubernetesObject {
  const { target, floor, ceiling, signals } = wanted;
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: {
      name: target.name,
      namespace: target.namespace,
      labels: labelsFor(target.namespace, target.name, tags),
    },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: target.name },
      minReplicas: floor,
      maxReplicas: ceiling,
      metrics: signals.map(metric),
      behavior: behaviorOf(wanted),
    },
  };
}

function metric(signal: Signal): Metric {
  switch (signal.on) {
    case "cpu":
      return {
        type: "Resource",
        resource: { name: "cpu", target: { type: "Utilization", averageUtilization: signal.percent } },
      };
    case "custom metric":
      return {
        type: "Pods",
        pods: {
          metric: { name: signal.name },
          target: { type: "AverageValue", averageValue: String(signal.perPod) },
        },
      };
    default:
      throw new Error(`an HPA can't read a ${signal.on}: a defect of plan-autoscaling.ts`);
  }
}
