import * as pulumi from "@pulumi/pulumi";
import type { MariadbSettings } from "../config/data.ts";
import type { AlicloudSettings, MiniProgramSettings } from "../config/environment.ts";
import { MariadbDatabase } from "../data/mariadb-database.ts";
import { EdgePair } from "../edge/edge-pair.ts";
import type { Guest } from "../guest/guest.ts";
import type { SecretValues } from "../host/secret-values.ts";
import type { Labels } from "../naming/labels.ts";
import type { AlicloudNetwork } from "../network/alicloud-network.ts";
import type { FirewallPlan } from "../network/firewall-plan.ts";
import type { VsphereSite } from "../network/vsphere-site.ts";
import { RabbitmqCluster } from "../rabbitmq/rabbitmq-cluster.ts";
import { TomcatCluster } from "../tomcat/tomcat-cluster.ts";
import { groundsFor } from "./grounds.ts";
import type { MiniProgramPlan } from "./plan-types.ts";

/** Where a mini-program runs: on Alibaba Cloud or on vSphere, with what the place has for all who run there. */
export type Site =
  | {
      readonly on: "alicloud";
      readonly region: string;
      readonly settings: AlicloudSettings;
      readonly network: AlicloudNetwork;
      readonly firewall: FirewallPlan;
      /** Policy of daily snapshots. */
      readonly snapshotPolicyId: pulumi.Input<string>;
    }
  | {
      readonly on: "vsphere";
      readonly site: VsphereSite;
      /** Minutes until a machine must have reported its address; 0 where machines don't run. */
      readonly guestTimeoutMinutes: number;
    };

/** What a {@link MiniProgram} is made of. */
export interface MiniProgramArgs {
  readonly labels: Labels;
  readonly settings: MiniProgramSettings;
  readonly plan: MiniProgramPlan;
  readonly site: Site;
  /** Sizes of its database's machine and disks; absent where it has none of its own. */
  readonly database?: MariadbSettings | undefined;
  /** What a host runs, by its name. */
  readonly guests: ReadonlyMap<string, Guest>;
  /** Values of its secrets. */
  readonly secrets: SecretValues;
  /** RAM policies of its Tomcats' role beside that for their secrets, by a short name. */
  readonly storePolicies?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Peak bandwidth of each public address in Mbit/s, 1 to 200. */
  readonly edgeBandwidthMbps: pulumi.Input<number>;
  /** Refuse deletion of addresses and edges. */
  readonly protect: boolean;
}

/** One mini-program: its edges, one pair in each zone, its Tomcats, and the machines that keep something for them. */
export class MiniProgram extends pulumi.ComponentResource {
  readonly edgePairs: readonly EdgePair[];
  readonly tomcats: TomcatCluster;
  /** RabbitMQ's nodes; absent where messages are kept elsewhere or not at all. */
  readonly brokers?: RabbitmqCluster;
  /** Its database on a machine; absent where a managed service keeps its data. */
  readonly database?: MariadbDatabase;
  /** Addresses that its edge pairs share, one for each; none behind balancers. */
  readonly addresses: readonly pulumi.Output<string>[];

  constructor(name: string, args: MiniProgramArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:environment:MiniProgram", name, {}, opts);
    const grounds = groundsFor(this, name, args);

    if (args.plan.brokers.length > 0 && grounds.rabbitmq) {
      this.brokers = new RabbitmqCluster(
        `${name}-rabbitmq`,
        { ...args, nodes: args.plan.brokers, ground: grounds.rabbitmq },
        { parent: this, dependsOn: grounds.ready },
      );
    }
    if (args.plan.database && args.database && grounds.database) {
      this.database = new MariadbDatabase(
        args.plan.database.name,
        { ...args, node: args.plan.database, settings: args.database, ground: grounds.database },
        { parent: this, dependsOn: grounds.ready },
      );
    }
    this.tomcats = new TomcatCluster(
      `${name}-tomcat`,
      { ...args, nodes: args.plan.tomcats, ground: grounds.tomcat },
      { parent: this, dependsOn: grounds.ready },
    );
    this.edgePairs = placeEdgePairs(this, args, grounds);
    this.addresses = this.edgePairs.flatMap((pair) => pair.address ?? []);
    this.registerOutputs({ domain: args.settings.domain, addresses: this.addresses });
  }
}

/** One zone after the other: a change that fails in the first leaves the others serving. */
function placeEdgePairs(
  parent: pulumi.Resource,
  args: MiniProgramArgs,
  grounds: ReturnType<typeof groundsFor>,
): EdgePair[] {
  const pairs: EdgePair[] = [];
  for (const plan of args.plan.edgePairs) {
    const previous = pairs.at(-1);
    pairs.push(
      new EdgePair(
        plan.name,
        {
          ...args,
          plan,
          ground: grounds.edge,
          entry: args.settings.entry.kind,
          bandwidthMbps: args.edgeBandwidthMbps,
        },
        { parent, dependsOn: previous === undefined ? grounds.ready : [previous] },
      ),
    );
  }
  return pairs;
}
