import * as pulumi from "@pulumi/pulumi";
import type { HostPlan } from "../environment/plan-types.ts";
import type { Guest } from "../guest/guest.ts";
import type { Host } from "../host/host.ts";
import { keepApart, peerGround } from "../host/peer-ground.ts";
import { type Ground, placeHost } from "../host/place-host.ts";
import type { Labels } from "../naming/labels.ts";

/** What {@link MonitoringServers} are made of. */
export interface MonitoringServersArgs {
  readonly labels: Labels;
  /** The machines, in the order in which they are replaced. */
  readonly nodes: readonly HostPlan[];
  readonly ground: Ground;
  /** What a host runs, by its name. */
  readonly guests: ReadonlyMap<string, Guest>;
}

/**
 * The machines that measure an environment: each all of it, and of what they find everybody is told once. A change replaces
 * one after the other, so that somebody measures all the while.
 */
export class MonitoringServers extends pulumi.ComponentResource {
  readonly nodes: readonly Host[];

  constructor(name: string, args: MonitoringServersArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:observability:MonitoringServers", name, {}, opts);
    const { nodes, ground, guests, labels } = args;
    const apart = peerGround(this, name, ground, labels);
    const placed: Host[] = [];
    for (const plan of nodes) {
      const guest = guests.get(plan.name);
      if (!guest) throw new pulumi.ResourceError(`no guest for ${plan.name}`, this);
      const previous = placed.at(-1);
      const dependsOn = previous === undefined ? opts.dependsOn : [previous];
      placed.push(
        placeHost(plan, guest, apart, labels, {
          parent: this,
          ...(dependsOn === undefined ? {} : { dependsOn }),
        }),
      );
    }
    this.nodes = placed;
    if (placed.length > 1) keepApart(this, name, ground, placed, labels);
    this.registerOutputs({ addresses: placed.map((node) => node.address) });
  }
}
