import * as pulumi from "@pulumi/pulumi";
import type { EntrySettings } from "../config/entry.ts";
import type { EdgePairPlan, HostPlan } from "../environment/plan-types.ts";
import type { Guest } from "../guest/guest.ts";
import type { Host } from "../host/host.ts";
import { keepApart, peerGround } from "../host/peer-ground.ts";
import { type Ground, placeHost } from "../host/place-host.ts";
import type { Labels } from "../naming/labels.ts";
import { createAlicloudEntry } from "./alicloud-entry.ts";

/** What an {@link EdgePair} is made of. */
export interface EdgePairArgs {
  readonly labels: Labels;
  readonly plan: EdgePairPlan;
  readonly ground: Ground;
  /** What a host runs, by its name. */
  readonly guests: ReadonlyMap<string, Guest>;
  /** `balanced`: managed balancers reach each host at its own address, and no address is shared. */
  readonly entry: EntrySettings["kind"];
  /** Peak bandwidth of the public address in Mbit/s, 1 to 200; without effect on vSphere. */
  readonly bandwidthMbps: pulumi.Input<number>;
  /** Refuse deletion of the addresses. */
  readonly protect: boolean;
}

/**
 * Two hosts of which one at a time owns a virtual address. On Alibaba Cloud a public address leads to it; on vSphere it
 * is reached as it is. Behind managed balancers both serve, and there is no such address.
 */
export class EdgePair extends pulumi.ComponentResource {
  /** Private address that moves between the hosts; absent behind balancers. */
  readonly virtualAddress?: pulumi.Output<string>;
  /** The address that clients use: the public one, or the virtual one on vSphere; absent behind balancers. */
  readonly address?: pulumi.Output<string>;
  /** The public address as a resource of the cloud; absent where there is none. */
  readonly publicAddressId?: pulumi.Output<string>;
  readonly hosts: readonly [Host, Host];

  constructor(name: string, args: EdgePairArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:edge:EdgePair", name, {}, opts);
    const { plan, ground, labels } = args;

    this.hosts = placePair(this, name, args, opts.dependsOn);
    keepApart(this, name, ground, this.hosts, labels);
    if (args.entry === "balanced") {
      this.registerOutputs({});
      return;
    }
    if (ground.on === "alicloud") {
      const entry = createAlicloudEntry(this, name, { ...args, ground, hosts: this.hosts });
      this.virtualAddress = entry.virtualAddress;
      this.address = entry.publicAddress;
      this.publicAddressId = entry.publicAddressId;
    } else {
      this.virtualAddress = pulumi.output(plan.virtualAddress);
      this.address = this.virtualAddress;
    }
    this.registerOutputs({ virtualAddress: this.virtualAddress, address: this.address });
  }
}

/** The standby first, and the other only after it: when both are replaced one of them serves. */
function placePair(
  parent: pulumi.Resource,
  name: string,
  { plan, ground, guests, labels }: EdgePairArgs,
  dependsOn: pulumi.ComponentResourceOptions["dependsOn"],
): [Host, Host] {
  const apart = peerGround(parent, name, ground, labels);
  const place = (host: HostPlan, after: pulumi.ComponentResourceOptions["dependsOn"]): Host => {
    const guest = guests.get(host.name);
    if (!guest) throw new pulumi.ResourceError(`no guest for ${host.name}`, parent);
    return placeHost(host, guest, apart, labels, {
      parent,
      ...(after === undefined ? {} : { dependsOn: after }),
    });
  };
  const [first, second] = plan.hosts;
  const standby = place(second, dependsOn);
  return [place(first, [standby]), standby];
}
