import * as pulumi from "@pulumi/pulumi";
import type { HostPlan } from "../environment/plan-types.ts";
import type { Guest } from "../guest/guest.ts";
import type { Host } from "../host/host.ts";
import { keepApart, peerGround } from "../host/peer-ground.ts";
import { type Ground, placeHost } from "../host/place-host.ts";
import type { Labels } from "../naming/labels.ts";
import { type AwaitMember, awaitMembers } from "./await-member.ts";

/** What a {@link RabbitmqCluster} is made of. */
export interface RabbitmqClusterArgs {
  readonly labels: Labels;
  /** The nodes, in the order in which they are replaced. */
  readonly nodes: readonly HostPlan[];
  readonly ground: Ground;
  /** What a host runs, by its name. */
  readonly guests: ReadonlyMap<string, Guest>;
}

/**
 * A RabbitMQ cluster on machines. A change rolls over it one node at a time, and a majority serves all the while: the next
 * machine isn't touched until the one before is a member again, with copies of every queue.
 *
 * - On Alibaba Cloud that is asked on the machine itself, by Cloud Assistant (see await-member.ts): the provider deletes an
 *   instance by force, so a machine that goes can't hold anybody up.
 * - On vSphere it is the machine that goes: it is shut down in order, and its service stops when its queues have a majority
 *   without it, up to eight of the ten minutes that vCenter waits.
 */
export class RabbitmqCluster extends pulumi.ComponentResource {
  readonly nodes: readonly Host[];

  constructor(name: string, args: RabbitmqClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:rabbitmq:RabbitmqCluster", name, {}, opts);
    this.nodes = placeInTurn(this, name, args, opts.dependsOn);
    // One machine has nobody to keep apart from.
    if (this.nodes.length > 1) keepApart(this, name, args.ground, this.nodes, args.labels);
    this.registerOutputs({ addresses: this.nodes.map((node) => node.address) });
  }
}

function placeInTurn(
  parent: pulumi.Resource,
  name: string,
  { nodes, ground, guests, labels }: RabbitmqClusterArgs,
  dependsOn: pulumi.ComponentResourceOptions["dependsOn"],
): Host[] {
  const apart = peerGround(parent, name, ground, labels);
  const joined: AwaitMember = awaitMembers(parent, name, ground, labels);
  const placed: Host[] = [];
  let after: pulumi.ComponentResourceOptions["dependsOn"] = dependsOn;
  for (const plan of nodes) {
    const guest = guests.get(plan.name);
    if (!guest) throw new pulumi.ResourceError(`no guest for ${plan.name}`, parent);
    const host = placeHost(plan, guest, apart, labels, {
      parent,
      ...(after === undefined ? {} : { dependsOn: after }),
    });
    placed.push(host);
    after = [joined(host)];
  }
  return placed;
}
