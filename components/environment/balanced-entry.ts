import * as pulumi from "@pulumi/pulumi";
import type { BalancedEntry as BalancedSettings } from "../config/entry.ts";
import type { MiniProgramSettings } from "../config/environment.ts";
import type { PublicAddress } from "../dns/anti-ddos.ts";
import { HTTPS_PORT } from "../edge/nginx.ts";
import type { AccessLogs } from "../loadbalancing/access-logs.ts";
import { ApplicationBalancer, type ApplicationBalancerArgs } from "../loadbalancing/application-balancer.ts";
import { InternalBalancer } from "../loadbalancing/internal-balancer.ts";
import { WebSocketBalancer } from "../loadbalancing/web-socket-balancer.ts";
import type { BalancerZone } from "../loadbalancing/zone-addresses.ts";
import { BalancerProtection } from "../protection/balancer-protection.ts";
import { rulesOf } from "../protection/mini-program-rules.ts";
import type { WebApplicationFirewall } from "../protection/web-application-firewall.ts";
import type { MiniProgram } from "./mini-program.ts";
import type { MiniProgramPlan } from "./plan-types.ts";
import { balancerAddress } from "./vpc-addresses.ts";
import type { WaysInRequest } from "./ways-in.ts";

/** What a {@link BalancedEntry} is made of. */
export interface BalancedEntryArgs extends Omit<WaysInRequest, "miniPrograms" | "plan"> {
  readonly settings: MiniProgramSettings;
  readonly plan: MiniProgramPlan;
  readonly resource: MiniProgram;
  readonly entry: BalancedSettings;
  /** The account's WAF; absent where ModSecurity on the edges protects what comes by the balancer. */
  readonly firewall?: WebApplicationFirewall | undefined;
  readonly logs?: AccessLogs | undefined;
}

/** A mini-program's balancers: for the API with the WAF before it, for WebSockets, and for the inside. */
export class BalancedEntry extends pulumi.ComponentResource {
  readonly api: { readonly kind: "alias"; readonly name: pulumi.Output<string> };
  readonly addresses: readonly pulumi.Output<string>[];
  readonly publicAddresses: readonly PublicAddress[];
  readonly webSocket?: {
    readonly domain: string;
    readonly target: { readonly kind: "alias"; readonly name: pulumi.Output<string> };
  };
  readonly internalAddress?: pulumi.Output<string>;
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: BalancedEntryArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:environment:BalancedEntry", name, {}, opts);
    const { settings, resource, entry } = args;
    const api = createApi(this, args);
    this.api = { kind: "alias", name: api.dnsName };
    this.addresses = api.addresses;
    const webSockets = entry.webSocketDomain === undefined ? undefined : createWebSockets(this, args);
    if (webSockets && entry.webSocketDomain !== undefined)
      this.webSocket = {
        domain: entry.webSocketDomain,
        target: { kind: "alias", name: webSockets.dnsName },
      };
    this.publicAddresses = [
      ...publicAddresses(`${settings.name}-api`, args, api),
      ...(webSockets ? publicAddresses(`${settings.name}-ws`, args, webSockets) : []),
    ];
    if (entry.internal) this.internalAddress = createInternal(this, args).address;
    this.ready = [this, ...resource.edgePairs];
    this.registerOutputs({ cname: api.dnsName, addresses: this.addresses });
  }
}

/** The layer-7 balancer, and the mini-program's rules in the WAF before it. */
function createApi(parent: pulumi.Resource, args: BalancedEntryArgs): ApplicationBalancer {
  const { settings, environment, secrets, labels, firewall, logs, entry, protect } = args;
  const name = `${settings.name}-api`;
  const balancer = new ApplicationBalancer(
    name,
    {
      labels,
      miniProgram: settings.name,
      domain: settings.domain,
      vpcId: networkOf(args).vpcId,
      zones: apiZonesOf(args),
      edges: edgesOf(args).map(({ name: edge, address }) => ({ name: edge, address })),
      tls: secrets.tls[settings.name],
      filtered: firewall !== undefined,
      ...(logs && entry.accessLogs ? { accessLogs: logs } : {}),
      bandwidthMbps: environment.network.edgeBandwidthMbps,
      protect,
    },
    { parent },
  );
  if (firewall) {
    new BalancerProtection(
      `${settings.name}-protection`,
      {
        labels,
        instanceId: firewall.instanceId,
        balancerId: balancer.balancerId,
        rules: rulesOf(settings),
      },
      { parent },
    );
  }
  return balancer;
}

function createWebSockets(parent: pulumi.Resource, args: BalancedEntryArgs): WebSocketBalancer {
  const { settings, environment, labels, protect } = args;
  return new WebSocketBalancer(
    `${settings.name}-ws`,
    {
      labels,
      miniProgram: settings.name,
      vpcId: networkOf(args).vpcId,
      zones: zonesOf(args),
      edges: edgesOf(args).map(({ name, address }) => ({ name, address })),
      bandwidthMbps: environment.network.edgeBandwidthMbps,
      protect,
    },
    { parent },
  );
}

function createInternal(parent: pulumi.Resource, args: BalancedEntryArgs): InternalBalancer {
  const { settings, environment, labels, resource, protect } = args;
  const [first, second] = environment.zones;
  const [zone] = zonesOf(args);
  if (first === undefined || !zone)
    throw new Error("a balanced entry without zones: a defect of config/rules");
  return new InternalBalancer(
    `${settings.name}-internal`,
    {
      labels,
      service: settings.name,
      vswitchId: zone.vswitchId,
      zones: { primary: first, standby: second },
      ports: [{ name: "https", port: HTTPS_PORT }],
      backends: resource.edgePairs.flatMap(({ hosts }) =>
        hosts.map((host) => ({ name: host.hostName, instanceId: host.instanceId })),
      ),
      protect,
    },
    { parent },
  );
}

function networkOf({ network }: BalancedEntryArgs) {
  if (!network) throw new Error("a balanced entry without a VPC: a defect of config/rules");
  return network;
}

/** The balancers' own subnet of each zone. */
function zonesOf(args: BalancedEntryArgs): BalancerZone[] {
  const { vswitchIds } = networkOf(args);
  return args.environment.zones.map((zone) => {
    const vswitchId = vswitchIds[`balancer-${zone}`];
    if (vswitchId === undefined) throw new Error(`no balancer subnet in ${zone}: a defect of subnets.ts`);
    return { zone, vswitchId };
  });
}

/** The same with the API balancer's own address in each. */
function apiZonesOf(args: BalancedEntryArgs): ApplicationBalancerArgs["zones"] {
  return zonesOf(args).map((place) => {
    const subnet = args.subnets.find(({ name }) => name === `balancer-${place.zone}`);
    if (subnet === undefined) throw new Error(`no balancer subnet in ${place.zone}: a defect of subnets.ts`);
    return { ...place, address: balancerAddress(subnet.cidr, args.settings.name) };
  });
}

function edgesOf({ plan }: BalancedEntryArgs) {
  return plan.edgePairs.flatMap(({ hosts }) => hosts);
}

function publicAddresses(
  name: string,
  { environment }: BalancedEntryArgs,
  balancer: Pick<ApplicationBalancer, "addresses" | "addressIds">,
): PublicAddress[] {
  return environment.zones.flatMap((zone, index) => {
    const id = balancer.addressIds[index];
    const address = balancer.addresses[index];
    return id && address ? [{ name: `${name}-${zone}`, id, address }] : [];
  });
}
