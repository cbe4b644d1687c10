import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import type { Autoscaling } from "./autoscaling.ts";

export type Behavior = NonNullable<NonNullable<IHorizontalPodAutoscaler["spec"]>["behavior"]>;

/** Steps in which a workload goes from its floor to its ceiling when load rises at once. */
const STEPS_UP = 3;
/** Seconds of low load before pods go: Kubernetes' own default, and about what a new node takes to come back. */
const CALM_SECONDS = 300;
/** Then a quarter of them in a minute, so that a lull in the middle of a peak costs little. */
const DOWN = { percent: 25, seconds: 60 } as const;
/** What Kubernetes takes as a period of a policy. */
const LONGEST_PERIOD_SECONDS = 1800;

/** How fast the number of pods goes up and down. An HPA and KEDA's own HPA take the same. */
export function behaviorOf({ floor, ceiling, reactionSeconds }: Autoscaling): Behavior {
  const periodSeconds = Math.min(LONGEST_PERIOD_SECONDS, Math.max(15, reactionSeconds));
  return {
    scaleUp: {
      // What is measured is believed at once: a queue or a full CPU doesn't go away by waiting.
      stabilizationWindowSeconds: 0,
      selectPolicy: "Max",
      policies: [
        { type: "Percent", value: 100, periodSeconds },
        { type: "Pods", value: Math.max(1, Math.ceil((ceiling - floor) / STEPS_UP)), periodSeconds },
      ],
    },
    scaleDown: {
      stabilizationWindowSeconds: CALM_SECONDS,
      selectPolicy: "Max",
      policies: [
        { type: "Percent", value: DOWN.percent, periodSeconds: DOWN.seconds },
        // A quarter of three pods is none.
        { type: "Pods", value: 1, periodSeconds: DOWN.seconds },
      ],
    },
  };
}
