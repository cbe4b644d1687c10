import { Zone } from "@pulumi/alicloud/pvtz/zone.js";
import { ZoneAttachment } from "@pulumi/alicloud/pvtz/zoneAttachment.js";
import { ZoneRecord } from "@pulumi/alicloud/pvtz/zoneRecord.js";
import * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../naming/labels.ts";

/** What a {@link PrivateZone} is made of. */
export interface PrivateZoneArgs {
  readonly labels: Labels;
  /** The domain, e.g. `messaging.hougu.internal`. */
  readonly domain: string;
  readonly region: string;
  /** The VPC that asks; nobody else gets an answer. */
  readonly vpcId: pulumi.Input<string>;
  /** Hosts below the domain, each with its IPv4 address. */
  readonly hosts: readonly { readonly name: string; readonly address: string }[];
  /** What people read in the console: letters, digits, `_`, `-`, `,` and `.`, 50 at most. */
  readonly remark: string;
}

/** Seconds that a resolver keeps an answer: the service's default. A host's address follows from its number and stays. */
const TTL_SECONDS = 60;

/**
 * A domain that one VPC knows (Alibaba Cloud DNS PrivateZone): names for hosts whose certificates bear them, for those who
 * have no /etc/hosts of ours. The VPC's own resolvers answer, and so a cluster's DNS does.
 */
export class PrivateZone extends pulumi.ComponentResource {
  readonly domain: string;

  constructor(name: string, args: PrivateZoneArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:dns:PrivateZone", name, {}, opts);
    const { labels, domain, region, vpcId, hosts, remark } = args;
    this.domain = domain;
    const zone = new Zone(
      name,
      {
        zoneName: domain,
        remark,
        // All of the domain is here: what it doesn't know doesn't exist, and is not asked for on the internet.
        proxyPattern: "ZONE",
        tags: labels.tags("platform"),
      },
      { parent: this },
    );
    const records = hosts.map(
      (host) =>
        new ZoneRecord(
          `${name}-${host.name}`,
          { zoneId: zone.id, rr: host.name, type: "A", value: host.address, ttl: TTL_SECONDS, remark },
          { parent: this },
        ),
    );
    new ZoneAttachment(
      name,
      { zoneId: zone.id, vpcs: [{ vpcId, regionId: region }] },
      // Before its records are there the zone would answer that its hosts don't exist (API reference of BindZoneVpc).
      { parent: this, dependsOn: records },
    );
    this.registerOutputs({ domain });
  }
}
