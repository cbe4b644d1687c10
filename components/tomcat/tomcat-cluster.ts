import * as pulumi from "@pulumi/pulumi";
import type { HostPlan } from "../environment/plan-types.ts";
import type { Guest } from "../guest/guest.ts";
import type { Host } from "../host/host.ts";
import { keepApart } from "../host/peer-ground.ts";
import type { Ground } from "../host/place-host.ts";
import { placeInTurn } from "../host/place-in-turn.ts";
import type { Labels } from "../naming/labels.ts";

/** What a {@link TomcatCluster} is made of. */
export interface TomcatClusterArgs {
  readonly labels: Labels;
  /** The nodes, in the order in which they are replaced. */
  readonly nodes: readonly HostPlan[];
  readonly ground: Ground;
  /** What a host runs, by its name. */
  readonly guests: ReadonlyMap<string, Guest>;
}

/**
 * Tomcats that replicate their sessions to each other. A change rolls over them in order: a node is replaced when the
 * machine before it exists again. Neighbours in the order stand in different zones. What is awaited is the machine, not
 * yet the Tomcat that boots on it.
 */
export class TomcatCluster extends pulumi.ComponentResource {
  readonly nodes: readonly Host[];

  constructor(name: string, args: TomcatClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:tomcat:TomcatCluster", name, {}, opts);
    this.nodes = placeInTurn(this, name, args, opts.dependsOn);
    keepApart(this, name, args.ground, this.nodes, args.labels);
    this.registerOutputs({ addresses: this.nodes.map((node) => node.address) });
  }
}
