import * as pulumi from "@pulumi/pulumi";
import type { HostPlan } from "../environment/plan-types.ts";
import type { Guest } from "../guest/guest.ts";
import type { Labels } from "../naming/labels.ts";
import type { Host } from "./host.ts";
import { peerGround } from "./peer-ground.ts";
import { type Ground, placeHost } from "./place-host.ts";

/** Hosts that do the same, and where they stand. */
export interface Peers {
  readonly labels: Labels;
  /** In the order in which they are replaced. */
  readonly nodes: readonly HostPlan[];
  readonly ground: Ground;
  /** What a host runs, by its name. */
  readonly guests: ReadonlyMap<string, Guest>;
}

/** Places hosts that must not fail together, each after the one before: a change that fails stops at the first. */
export function placeInTurn(
  parent: pulumi.Resource,
  name: string,
  { nodes, ground, guests, labels }: Peers,
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
