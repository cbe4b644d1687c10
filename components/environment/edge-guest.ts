import type { Environment, MiniProgramSettings } from "../config/environment.ts";
import { keepalived } from "../edge/keepalived.ts";
import { type BalancedNginx, type NginxCommon, nginx, type Upstream } from "../edge/nginx.ts";
import { nginxExporter } from "../edge/nginx-exporter.ts";
import { base } from "../guest/base.ts";
import { composeGuest } from "../guest/compose.ts";
import type { Guest } from "../guest/guest.ts";
import { nodeExporter } from "../guest/node-exporter.ts";
import { primaryInterface } from "../host/primary-interface.ts";
import { rulesOf } from "../protection/mini-program-rules.ts";
import { modSecurity, modSecurityAdditions } from "../protection/modsecurity.ts";
import { HTTP_PORT } from "../tomcat/tomcat.ts";
import { isMeasured } from "./measured.ts";
import type { EdgePairPlan, EnvironmentPlan, HostPlan, MiniProgramPlan } from "./plan-types.ts";

/** VRRP priorities of a pair's hosts. The first wins when both start at once; 150 and 100 leave room on both sides. */
const PRIORITIES = [150, 100] as const;

export interface EdgeGuestRequest {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly settings: MiniProgramSettings;
  readonly miniProgram: MiniProgramPlan;
  readonly pair: EdgePairPlan;
  /** Which of the pair's hosts. */
  readonly index: 0 | 1;
  /** Length of the segment's network prefix. */
  readonly prefix: number;
}

/** What an edge runs: Nginx with the rules against attacks, and, where it shares an address, keepalived. Pure. */
export function edgeGuest(request: EdgeGuestRequest): Guest {
  const { settings, miniProgram, pair, index, prefix, environment, plan } = request;
  const { platform, tomcats } = miniProgram;
  const { hosts, virtualAddress, virtualRouterId } = pair;
  const [own, peer] = index === 0 ? hosts : [hosts[1], hosts[0]];
  const rules = rulesOf(settings);
  const common: NginxCommon = {
    serverName: settings.domain,
    upstreams: upstreamsOf(tomcats),
    requestsPerSecond: settings.edge.requestsPerSecond,
    burst: settings.edge.burst,
    maxBodyMiB: settings.edge.maxBodyMiB,
    additions: modSecurityAdditions(rules),
    ...(settings.antiDdos?.kind === "proxy" ? { proxyCidrs: settings.antiDdos.originCidrs } : {}),
  };
  const shared = [
    base({ platform }),
    nodeExporter({ address: own.address }),
    modSecurity(rules),
    ...(isMeasured(environment) ? [nginxExporter({ address: own.address })] : []),
  ];
  if (settings.entry.kind === "balanced") {
    const balancers: BalancedNginx = {
      ownAddress: own.address,
      cidrs: balancerCidrs(plan),
      filtered: environment.waf !== undefined,
      webSocketName: settings.entry.webSocketDomain,
      internal: settings.entry.internal,
    };
    return composeGuest(own.name, "edge", [...shared, nginx({ ...common, balancers })]);
  }
  return composeGuest(own.name, "edge", [
    ...shared,
    nginx({ ...common, virtualAddress }),
    keepalived({
      priority: PRIORITIES[index],
      interface: primaryInterface(platform),
      virtualRouterId,
      virtualAddress,
      prefix,
      ownAddress: own.address,
      peerAddress: peer.address,
      // VPCs carry no multicast, and on a segment nobody but the peer needs the adverts.
      transport: "unicast",
    }),
  ]);
}

/** Blocks that managed balancers ask from: their own subnets. */
export function balancerCidrs({ subnets }: EnvironmentPlan): string[] {
  return subnets.filter(({ tier }) => tier === "balancer").map(({ cidr }) => cidr);
}

function upstreamsOf(tomcats: readonly HostPlan[]): [Upstream, ...Upstream[]] {
  const [first, ...others] = tomcats.map(({ name, address }) => ({ name, address, port: HTTP_PORT }));
  if (!first) throw new Error("a mini-program without Tomcats: a defect of config/rules");
  return [first, ...others];
}
