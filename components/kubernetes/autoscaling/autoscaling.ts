import type { Room } from "../../config/cluster-capacity.ts";
import type { QueueName } from "../../rabbitmq/queues.ts";

/** What tells that more pods are wanted. A union's tag says which fields there are. */
export type Signal =
  /** Use of the CPU that pods ask for. */
  | { readonly on: "cpu"; readonly percent: number }
  /** A number that each pod reports, e.g. `websocket_connections`, by the cluster's metrics adapter. */
  | { readonly on: "custom metric"; readonly name: string; readonly perPod: number }
  /** Messages that wait in a queue of RabbitMQ. */
  | {
      readonly on: "queue length";
      readonly virtualHost: string;
      readonly queue: QueueName;
      /** Messages that one pod may have waiting. */
      readonly perPod: number;
    }
  /** Times of the week that are known beforehand. */
  | { readonly on: "peak"; readonly peak: Peak };

/** A time of the week at which many come. */
export interface Peak {
  /** e.g. `lunch`. */
  readonly name: string;
  /** Days of the week as cron writes them: `*`, or numbers from 0 (Sunday) to 6. */
  readonly days: string;
  /** Wall-clock time, `HH:MM`. */
  readonly from: string;
  /** Later on the same day. */
  readonly until: string;
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  /** Pods that are there when it begins; other signals add to them. */
  readonly pods: number;
}

/** What an operator wants of a workload's size. Everything that Kubernetes needs to be told follows from it. */
export interface Autoscaling {
  /** The Deployment. */
  readonly target: { readonly namespace: string; readonly name: string };
  /** Pods that always run, 1 or more. */
  readonly floor: number;
  /** Pods at most. */
  readonly ceiling: number;
  /** Seconds within which more pods are asked for when a signal rises. */
  readonly reactionSeconds: number;
  /** What the pods may cost in a month at the ceiling, in CNY. */
  readonly costCeiling: { readonly monthlyCny: number };
  readonly signals: readonly [Signal, ...Signal[]];
}

/** What the cluster says about one more pod. */
export interface PodLimits {
  readonly pod: Room;
  /** CNY for one pod in a month. */
  readonly podMonthlyCny: number;
  /** Pods of this size that all nodes together hold. */
  readonly podsOnNodes: number;
}

/** What operators call the workload. */
export function targetName({ target }: Pick<Autoscaling, "target">): string {
  return `${target.namespace}/${target.name}`;
}
