import type { Environment, MiniProgramSettings } from "../config/environment.ts";
import { parseBlock } from "../config/ipv4.ts";
import { keepalived } from "../edge/keepalived.ts";
import { nginx, type Upstream } from "../edge/nginx.ts";
import { base } from "../guest/base.ts";
import { composeGuest } from "../guest/compose.ts";
import type { Guest } from "../guest/guest.ts";
import { nodeExporter } from "../guest/node-exporter.ts";
import { primaryInterface } from "../host/primary-interface.ts";
import { HTTP_PORT, tomcat } from "../tomcat/tomcat.ts";
import type { EdgePairPlan, EnvironmentPlan, HostPlan, MiniProgramPlan } from "./plan-types.ts";

/** VRRP priorities of a pair's hosts. The first wins when both start at once; 150 and 100 leave room on both sides. */
const PRIORITIES = [150, 100] as const;

/** What every host of an environment runs, by host name. Pure. */
export function guestsOf(environment: Environment, plan: EnvironmentPlan): ReadonlyMap<string, Guest> {
  const guests = environment.miniPrograms.flatMap((settings) => {
    const planned = plan.miniPrograms.find(({ name }) => name === settings.name);
    if (!planned) throw new Error(`no plan for ${settings.name}: a defect of plan.ts`);
    return [
      ...planned.edgePairs.flatMap((pair) => {
        const prefix = parseBlock(segmentOf(pair, environment, plan)).prefix;
        return pair.hosts.map((_, index) => edgeGuest(settings, planned, pair, index as 0 | 1, prefix));
      }),
      ...planned.tomcats.map((host) => tomcatGuest(settings, planned, host)),
    ];
  });
  return new Map(guests.map((guest) => [guest.name, guest]));
}

function edgeGuest(
  { domain, edge }: MiniProgramSettings,
  { platform, tomcats }: MiniProgramPlan,
  { hosts, virtualAddress, virtualRouterId }: EdgePairPlan,
  index: 0 | 1,
  prefix: number,
): Guest {
  const [own, peer] = index === 0 ? hosts : [hosts[1], hosts[0]];
  return composeGuest(own.name, "edge", [
    base({ platform }),
    nodeExporter({ address: own.address }),
    nginx({
      serverName: domain,
      virtualAddress,
      upstreams: upstreamsOf(tomcats),
      requestsPerSecond: edge.requestsPerSecond,
      burst: edge.burst,
      maxBodyMiB: edge.maxBodyMiB,
    }),
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

function tomcatGuest(
  { tomcat: settings }: MiniProgramSettings,
  { platform, tomcats }: MiniProgramPlan,
  host: HostPlan,
): Guest {
  return composeGuest(host.name, "tomcat", [
    base({ platform }),
    nodeExporter({ address: host.address }),
    tomcat({
      name: host.name,
      address: host.address,
      peers: tomcats.filter(({ name }) => name !== host.name).map(({ name, address }) => ({ name, address })),
      cpus: host.machine.cpus,
      memoryGiB: host.machine.memoryGiB,
      sessionTimeoutMinutes: settings.sessionTimeoutMinutes,
    }),
  ]);
}

function upstreamsOf(tomcats: readonly HostPlan[]): [Upstream, ...Upstream[]] {
  const [first, ...others] = tomcats.map(({ name, address }) => ({ name, address, port: HTTP_PORT }));
  if (!first) throw new Error("a mini-program without Tomcats: a defect of config/rules");
  return [first, ...others];
}

/** The block that a pair's addresses lie in. */
function segmentOf(
  { hosts: [{ placement }] }: EdgePairPlan,
  environment: Environment,
  plan: EnvironmentPlan,
): string {
  const cidr =
    placement.on === "alicloud"
      ? plan.subnets.find(({ name }) => name === placement.subnet)?.cidr
      : environment.vsphere?.segment.cidr;
  if (cidr === undefined) throw new Error("a pair without a subnet: a defect of plan.ts");
  return cidr;
}
