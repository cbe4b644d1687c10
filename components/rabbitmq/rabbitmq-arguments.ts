import type { MiniProgramName } from "../config/environment.ts";

/** A node of a cluster, this one or another. */
export interface BrokerNode {
  /** Host name, a DNS label. */
  readonly name: string;
  readonly address: string;
}

export interface RabbitmqArgs {
  /** Host name of this node; must be among the nodes. */
  readonly name: string;
  /** Every node in the order of their numbers, this one too. The first forms the cluster, the others join it. */
  readonly nodes: readonly BrokerNode[];
  /** Whose messages these are: a virtual host of that name. */
  readonly miniProgram: MiniProgramName;
  /** What people call the cluster, e.g. `hougu-prod-artist`. */
  readonly clusterName: string;
  readonly memoryGiB: number;
  /** When the watchdog looks and acts, where it is not as in production (`WATCHDOG_TIMES` in watchdog.ts). */
  readonly watchdog?: Partial<WatchdogTimes>;
}

/** When the watchdog looks and acts; all in seconds. */
export interface WatchdogTimes {
  /** Between two looks. */
  readonly intervalSeconds: number;
  /** That a broker must be seen stopped, with a majority connected and nothing that waits to start it, without a break. */
  readonly patienceSeconds: number;
  /** That a start may take before the Erlang machine is ended and the unit restarts. */
  readonly startSeconds: number;
  /** That a pause may go on though every node is connected. */
  readonly hungSeconds: number;
  /** Between a first and a second attempt; each further one waits twice as long. */
  readonly backoffSeconds: number;
  /** Between two attempts at most. Who has served for as long begins anew. */
  readonly backoffMostSeconds: number;
}
