import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host.ts";
import { keepApart } from "../host/peer-ground.ts";
import { type Peers, placeInTurn } from "../host/place-in-turn.ts";

/** What {@link MonitoringServers} are made of. */
export type MonitoringServersArgs = Peers;

/**
 * The machines that measure an environment: each all of it, and of what they find everybody is told once. A change replaces
 * one after the other, so that somebody measures all the while.
 */
export class MonitoringServers extends pulumi.ComponentResource {
  readonly nodes: readonly Host[];

  constructor(name: string, args: MonitoringServersArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:observability:MonitoringServers", name, {}, opts);
    this.nodes = placeInTurn(this, name, args, opts.dependsOn);
    // One machine has nobody to keep apart from.
    if (this.nodes.length > 1) keepApart(this, name, args.ground, this.nodes, args.labels);
    this.registerOutputs({ addresses: this.nodes.map((node) => node.address) });
  }
}
