import type { IScaledObject } from "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject";
import { labelsFor } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";
import type { Autoscaling, Peak, Signal } from "./autoscaling.ts";
import { behaviorOf } from "./behavior.ts";
import { minutesOf } from "./plan-autoscaling.ts";

type Trigger = NonNullable<IScaledObject["spec"]>["triggers"][number];

/** Minutes before a peak at which its pods are asked for: a node takes up to five, a pod two, and some to spare. */
const LEAD_MINUTES = 10;
/** KEDA's own default; asked more often only where a quicker reaction is wanted, each time is a call to the broker. */
const POLLING_SECONDS = { least: 5, most: 30 } as const;
/** Failed looks at the broker before the fallback's pods run. */
const FAILURES = 3;

/** The TriggerAuthentication of a namespace: where KEDA finds the broker's address with its user. */
export const BROKER_AUTHENTICATION = "broker";

/** A ScaledObject for queues, known peaks, and CPU beside them. */
export function scaledObject(wanted: Autoscaling, tags: Readonly<Record<string, string>>): KubernetesObject {
  const { target, floor, ceiling, reactionSeconds, signals } = wanted;
  return {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: {
      name: target.name,
      namespace: target.namespace,
      labels: labelsFor(target.namespace, target.name, tags),
    },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: target.name },
      minReplicaCount: floor,
      maxReplicaCount: ceiling,
      pollingInterval: Math.min(
        POLLING_SECONDS.most,
        Math.max(POLLING_SECONDS.least, Math.floor(reactionSeconds / 2)),
      ),
      advanced: { horizontalPodAutoscalerConfig: { behavior: behaviorOf(wanted) } },
      ...fallback(wanted),
      triggers: signals.map((signal) => trigger(signal)),
    },
  };
}

/** Without its broker KEDA knows nothing: half of what may run is then the better guess. CPU allows no fallback. */
function fallback({ floor, ceiling, signals }: Autoscaling) {
  if (signals.some(({ on }) => on === "cpu") || !signals.some(({ on }) => on === "queue length")) return {};
  return { fallback: { failureThreshold: FAILURES, replicas: Math.ceil((floor + ceiling) / 2) } };
}

function trigger(signal: Signal): Trigger {
  switch (signal.on) {
    case "cpu":
      return { type: "cpu", metricType: "Utilization", metadata: { value: String(signal.percent) } };
    case "queue length":
      return {
        type: "rabbitmq",
        name: `queue-${signal.queue}`,
        metadata: {
          // As the address says: RabbitMQ's management API, where a user needs no right to consume, or AMQP where a
          // managed service has none.
          protocol: "auto",
          vhostName: signal.virtualHost,
          queueName: signal.queue,
          mode: "QueueLength",
          value: String(signal.perPod),
        },
        authenticationRef: { name: BROKER_AUTHENTICATION },
      };
    case "peak":
      return {
        type: "cron",
        name: `peak-${signal.peak.name}`,
        metadata: {
          timezone: signal.peak.timeZone,
          ...cron(signal.peak),
          desiredReplicas: String(signal.peak.pods),
        },
      };
    default:
      throw new Error(`KEDA doesn't read a ${signal.on}: a defect of plan-autoscaling.ts`);
  }
}

/** When a peak's pods are asked for and let go, as cron lines. Just after midnight there is nobody to lead. */
export function cron({ days, from, until }: Peak): { readonly start: string; readonly end: string } {
  const line = (minutes: number): string => `${minutes % 60} ${Math.floor(minutes / 60)} * * ${days}`;
  return { start: line(Math.max(0, minutesOf(from) - LEAD_MINUTES)), end: line(minutesOf(until)) };
}

/** Whose certificates a broker shows: the company's own authority's, or one that everybody knows. */
export type BrokerTrust = "own authority" | "public authority";

/**
 * How KEDA signs in at the broker.
 *
 * @param secretName Secret with the key `host`, the broker's address with user and password, and for an authority of the
 * company's own `tls` (`enable`) and `ca`
 */
export function brokerAuthentication(
  namespace: string,
  secretName: string,
  trust: BrokerTrust,
  tags: Readonly<Record<string, string>>,
): KubernetesObject {
  const parameters = trust === "own authority" ? ["host", "tls", "ca"] : ["host"];
  return {
    apiVersion: "keda.sh/v1alpha1",
    kind: "TriggerAuthentication",
    metadata: {
      name: BROKER_AUTHENTICATION,
      namespace,
      labels: labelsFor(namespace, BROKER_AUTHENTICATION, tags),
    },
    spec: {
      secretTargetRef: parameters.map((parameter) => ({ parameter, name: secretName, key: parameter })),
    },
  };
}
