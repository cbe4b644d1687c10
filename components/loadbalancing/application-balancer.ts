import { LoadBalancer } from "@pulumi/alicloud/alb/loadBalancer.js";
import { ServerGroup } from "@pulumi/alicloud/alb/serverGroup.js";
import * as pulumi from "@pulumi/pulumi";
import type { MiniProgramName, TlsPair } from "../config/environment.ts";
import { BALANCED_HEALTH_PATH, BALANCED_HTTP_PORT } from "../edge/nginx.ts";
import type { Labels } from "../naming/labels.ts";
import { childOptions } from "../network/child-options.ts";
import { createListeners } from "./application-listeners.ts";
import { type BalancerZone, zoneAddresses } from "./zone-addresses.ts";

/** What an {@link ApplicationBalancer} is made of. */
export interface ApplicationBalancerArgs {
  readonly labels: Labels;
  readonly miniProgram: MiniProgramName;
  /** Public host name of the API. */
  readonly domain: string;
  readonly vpcId: pulumi.Input<string>;
  /**
   * Two or more, with the balancer's private IPv4 address in each. An address that the cloud draws shows as a change in
   * every later update of the balancer, which the service then refuses.
   */
  readonly zones: readonly (BalancerZone & { readonly address: string })[];
  /** Private IPv4 addresses of the edges, by host name. */
  readonly edges: readonly { readonly name: string; readonly address: string }[];
  readonly tls: TlsPair;
  /** The WAF looks at every request; its instance must be there before the balancer. */
  readonly filtered: boolean;
  /** Where access logs go; absent where nobody keeps them. */
  readonly accessLogs?: { readonly project: pulumi.Input<string>; readonly store: pulumi.Input<string> };
  /** Peak bandwidth of each zone's public address in Mbit/s, 1 to 200. */
  readonly bandwidthMbps: pulumi.Input<number>;
  /** Refuse deletion of the balancer and its addresses. */
  readonly protect: boolean;
}

/** Seconds between two looks at an edge: an edge that dies is out after three, six seconds. */
const CHECK_SECONDS = 2;
const CHECKS_TO_CHANGE = 3;
/** Longer than a check may take, shorter than two of them. */
const CHECK_TIMEOUT_SECONDS = 3;
/** Nginx itself gives requests 20 s when it stops (nginx-unit.ts); uploads get a little more. */
const DRAIN_SECONDS = 30;

/** Balances the API at layer 7 over the edges of all zones, with TLS, one name, and an address for each zone. */
export class ApplicationBalancer extends pulumi.ComponentResource {
  /** The balancer's id, which is also how the WAF knows it. */
  readonly balancerId: pulumi.Output<string>;
  /** The name that DNS leads to; its addresses may change. */
  readonly dnsName: pulumi.Output<string>;
  /** Public addresses, one for each zone. */
  readonly addresses: readonly pulumi.Output<string>[];
  /** Ids of the public addresses. */
  readonly addressIds: readonly pulumi.Output<string>[];

  constructor(name: string, args: ApplicationBalancerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:loadbalancing:ApplicationBalancer", name, {}, opts);
    const zones = zoneAddresses(this, name, args);
    const balancer = createBalancer(this, name, args, zones);
    const edges = createServerGroup(this, name, args);
    createListeners(this, name, args, balancer, edges);

    this.balancerId = balancer.id;
    this.dnsName = balancer.dnsName;
    this.addresses = zones.map(({ eip }) => eip.ipAddress);
    this.addressIds = zones.map(({ eip }) => eip.id);
    this.registerOutputs({ dnsName: this.dnsName, addresses: this.addresses });
  }
}

function createBalancer(
  parent: pulumi.Resource,
  name: string,
  args: ApplicationBalancerArgs,
  zones: ReturnType<typeof zoneAddresses<ApplicationBalancerArgs["zones"][number]>>,
): LoadBalancer {
  const { labels, miniProgram, vpcId, filtered, accessLogs, protect } = args;
  return new LoadBalancer(
    name,
    {
      loadBalancerName: labels.physicalName(name),
      loadBalancerEdition: filtered ? "StandardWithWaf" : "Standard",
      vpcId,
      addressType: "Internet",
      addressAllocatedMode: "Fixed",
      zoneMappings: zones.map(({ zone, vswitchId, address, eip }) => ({
        zoneId: zone,
        vswitchId,
        intranetAddress: address,
        allocationId: eip.id,
        eipType: "Common",
      })),
      loadBalancerBillingConfig: { payType: "PayAsYouGo" },
      deletionProtectionEnabled: protect,
      ...(protect
        ? { modificationProtectionConfig: { status: "ConsoleProtection", reason: "ManagedByPulumi" } }
        : {}),
      ...(accessLogs
        ? { accessLogConfig: { logProject: accessLogs.project, logStore: accessLogs.store } }
        : {}),
      tags: labels.tags(miniProgram),
    },
    // The cloud's own time for a balancer in two zones is minutes; the provider's default of 5 has been seen to end early.
    { ...childOptions(parent, args), customTimeouts: { create: "15m", update: "15m", delete: "15m" } },
  );
}

function createServerGroup(
  parent: pulumi.Resource,
  name: string,
  args: ApplicationBalancerArgs,
): ServerGroup {
  const { labels, miniProgram, vpcId, edges } = args;
  return new ServerGroup(
    name,
    {
      serverGroupName: labels.physicalName(name),
      vpcId,
      protocol: "HTTP",
      // By address, not by instance: an edge that is replaced keeps its address, so it is back as soon as it answers,
      // and the group needn't wait until the last one has been replaced.
      serverGroupType: "Ip",
      servers: edges.map(({ name: edge, address }) => ({
        serverType: "Ip",
        serverId: address,
        serverIp: address,
        port: BALANCED_HTTP_PORT,
        weight: 100,
        description: edge,
      })),
      // Whoever has least to do: uploads take much longer than anything else.
      scheduler: "Wlc",
      stickySessionConfig: { stickySessionEnabled: false },
      healthCheckConfig: {
        healthCheckEnabled: true,
        healthCheckProtocol: "HTTP",
        healthCheckMethod: "GET",
        healthCheckHttpVersion: "HTTP1.1",
        healthCheckPath: BALANCED_HEALTH_PATH,
        healthCheckCodes: ["http_2xx"],
        healthCheckConnectPort: BALANCED_HTTP_PORT,
        healthCheckInterval: CHECK_SECONDS,
        healthCheckTimeout: CHECK_TIMEOUT_SECONDS,
        healthyThreshold: CHECKS_TO_CHANGE,
        unhealthyThreshold: CHECKS_TO_CHANGE,
      },
      connectionDrainConfig: { connectionDrainEnabled: true, connectionDrainTimeout: DRAIN_SECONDS },
      upstreamKeepaliveEnabled: true,
      tags: labels.tags(miniProgram),
    },
    { parent },
  );
}
