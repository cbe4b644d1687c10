import { Listener } from "@pulumi/alicloud/nlb/listener.js";
import { LoadBalancer } from "@pulumi/alicloud/nlb/loadBalancer.js";
import { ServerGroup } from "@pulumi/alicloud/nlb/serverGroup.js";
import { ServerGroupServerAttachment } from "@pulumi/alicloud/nlb/serverGroupServerAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { MiniProgramName } from "../config/environment.ts";
import { BALANCED_WEB_SOCKET_PORT, HTTPS_PORT } from "../edge/nginx.ts";
import type { Labels } from "../naming/labels.ts";
import { childOptions } from "../network/child-options.ts";
import { type BalancerZone, zoneAddresses } from "./zone-addresses.ts";

/** What a {@link WebSocketBalancer} is made of. */
export interface WebSocketBalancerArgs {
  readonly labels: Labels;
  readonly miniProgram: MiniProgramName;
  readonly vpcId: pulumi.Input<string>;
  /** Two or more. */
  readonly zones: readonly BalancerZone[];
  /** Private IPv4 addresses of the edges, by host name. */
  readonly edges: readonly { readonly name: string; readonly address: string }[];
  /** Peak bandwidth of each zone's public address in Mbit/s, 1 to 200. */
  readonly bandwidthMbps: pulumi.Input<number>;
  /** Refuse deletion of the balancer and its addresses. */
  readonly protect: boolean;
}

/** As long as NLB lets a silent connection be: danmaku must ping within it. */
const IDLE_TIMEOUT_SECONDS = 900;
/** Seconds between two looks at an edge, and how many of them make up its mind: out after fifteen seconds. */
const CHECK_SECONDS = 5;
const CHECKS_TO_CHANGE = 3;
/** WebSockets on an edge that leaves: as long as Nginx keeps them after a reload (worker_shutdown_timeout). */
const DRAIN_SECONDS = 300;

/**
 * Balances WebSockets at layer 4: connections that live for an evening don't belong on a balancer that counts requests.
 * TLS passes through to Nginx, and the PROXY protocol tells it who the client is, so that edges need be open to the
 * balancer alone and not to every client.
 */
export class WebSocketBalancer extends pulumi.ComponentResource {
  /** The name that DNS leads to. */
  readonly dnsName: pulumi.Output<string>;
  /** Public addresses, one for each zone. */
  readonly addresses: readonly pulumi.Output<string>[];
  /** Ids of the public addresses. */
  readonly addressIds: readonly pulumi.Output<string>[];

  constructor(name: string, args: WebSocketBalancerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:loadbalancing:WebSocketBalancer", name, {}, opts);
    const { labels, miniProgram, vpcId, protect } = args;
    const zones = zoneAddresses(this, name, args);
    const tags = labels.tags(miniProgram);
    const balancer = new LoadBalancer(
      name,
      {
        loadBalancerName: labels.physicalName(name),
        loadBalancerType: "Network",
        addressType: "Internet",
        addressIpVersion: "Ipv4",
        vpcId,
        crossZoneEnabled: true,
        paymentType: "PayAsYouGo",
        zoneMappings: zones.map(({ zone, vswitchId, eip }) => ({
          zoneId: zone,
          vswitchId,
          allocationId: eip.id,
        })),
        deletionProtectionConfig: protect
          ? { enabled: true, reason: "entry of a mini-program" }
          : { enabled: false },
        tags,
      },
      { ...childOptions(this, args), customTimeouts: { create: "15m", update: "15m", delete: "15m" } },
    );
    const group = createServerGroup(this, name, args);
    const servers = attachEdges(this, args, group);
    new Listener(
      name,
      {
        loadBalancerId: balancer.id,
        listenerProtocol: "TCP",
        listenerPort: HTTPS_PORT,
        listenerDescription: labels.physicalName(name),
        serverGroupId: group.id,
        idleTimeout: IDLE_TIMEOUT_SECONDS,
        proxyProtocolEnabled: true,
        tags,
      },
      { parent: this, dependsOn: servers },
    );
    this.dnsName = balancer.dnsName;
    this.addresses = zones.map(({ eip }) => eip.ipAddress);
    this.addressIds = zones.map(({ eip }) => eip.id);
    this.registerOutputs({ dnsName: this.dnsName, addresses: this.addresses });
  }
}

function createServerGroup(parent: pulumi.Resource, name: string, args: WebSocketBalancerArgs): ServerGroup {
  const { labels, miniProgram, vpcId } = args;
  return new ServerGroup(
    name,
    {
      serverGroupName: labels.physicalName(name),
      vpcId,
      protocol: "TCP",
      // By address: see ApplicationBalancer.
      serverGroupType: "Ip",
      addressIpVersion: "Ipv4",
      // A client's connections by number, not by turn: they live long.
      scheduler: "Wlc",
      preserveClientIpEnabled: false,
      connectionDrainEnabled: true,
      connectionDrainTimeout: DRAIN_SECONDS,
      healthCheck: {
        healthCheckEnabled: true,
        // A look at the port: behind the PROXY protocol no other question is understood.
        healthCheckType: "TCP",
        healthCheckConnectPort: BALANCED_WEB_SOCKET_PORT,
        healthCheckConnectTimeout: CHECK_SECONDS,
        healthCheckInterval: CHECK_SECONDS,
        healthyThreshold: CHECKS_TO_CHANGE,
        unhealthyThreshold: CHECKS_TO_CHANGE,
      },
      tags: labels.tags(miniProgram),
    },
    { parent },
  );
}

function attachEdges(
  parent: pulumi.Resource,
  { edges }: WebSocketBalancerArgs,
  group: ServerGroup,
): ServerGroupServerAttachment[] {
  return edges.map(
    ({ name: edge, address }) =>
      new ServerGroupServerAttachment(
        `${edge}-ws`,
        {
          serverGroupId: group.id,
          serverType: "Ip",
          serverId: address,
          serverIp: address,
          port: BALANCED_WEB_SOCKET_PORT,
          weight: 100,
          description: edge,
        },
        // A group takes an address and port once.
        { parent, deleteBeforeReplace: true },
      ),
  );
}
