import * as pulumi from "@pulumi/pulumi";
import type { HostPlan } from "../environment/plan-types.ts";
import type { Guest } from "../guest/guest.ts";
import type { Host } from "../host/host.ts";
import { keepApart, peerGround } from "../host/peer-ground.ts";
import { type Ground, placeHost } from "../host/place-host.ts";
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

function placeInTurn(
  parent: pulumi.Resource,
  name: string,
  { nodes, ground, guests, labels }: TomcatClusterArgs,
  dependsOn: pulumi.ComponentResourceOptions["dependsOn"],
): Host[] {
  const apart = peerGround(parent, name, ground, labels);
  const placed: Host[] = [];
  for (const plan of nodes) {
    const guest = guests.get(plan.name);
    if (!guest) throw new pulumi.ResourceError(`no guest for ${plan.name}`, parent);
    const previous = placed.at(-1);
    const after = previous === undefined ? dependsOn : [previous];
    placed.push(
      placeHost(plan, guest, apart, labels, { parent, ...(after === undefined ? {} : { dependsOn: after }) }),
    );
  }
  return placed;
}
