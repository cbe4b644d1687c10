import { EipAddress } from "@pulumi/alicloud/ecs/eipAddress.js";
import * as pulumi from "@pulumi/pulumi";
import type { MiniProgramName } from "../config/environment.ts";
import type { Labels } from "../naming/labels.ts";
import { childOptions } from "../network/child-options.ts";

/** Where a balancer stands: a subnet in each zone. */
export interface BalancerZone {
  readonly zone: string;
  readonly vswitchId: pulumi.Input<string>;
}

/**
 * A public address of our own for each zone of a balancer: it stays when the balancer is replaced, partners can list
 * it, and floods against it have their threshold.
 */
export function zoneAddresses<Zone extends BalancerZone>(
  parent: pulumi.Resource,
  name: string,
  args: {
    readonly labels: Labels;
    readonly miniProgram: MiniProgramName;
    readonly zones: readonly Zone[];
    readonly bandwidthMbps: pulumi.Input<number>;
    readonly protect: boolean;
  },
): (Zone & { readonly eip: EipAddress })[] {
  const { labels, miniProgram, zones, bandwidthMbps, protect } = args;
  return zones.map((place) => ({
    ...place,
    eip: new EipAddress(
      `${name}-${place.zone}`,
      {
        addressName: labels.physicalName(`${name}-${place.zone}`),
        description: `Entry of ${miniProgram} in ${place.zone}`,
        bandwidth: pulumi.output(bandwidthMbps).apply(String),
        // Paid by traffic: the bandwidth is a ceiling for the bill of an attack, not something that is rented.
        internetChargeType: "PayByTraffic",
        paymentType: "PayAsYouGo",
        deletionProtection: protect,
        tags: labels.tags(miniProgram),
      },
      childOptions(parent, args),
    ),
  }));
}
