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
}
