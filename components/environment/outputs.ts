import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../config/environment.ts";
import type { CreatedEnvironment } from "./create-environment.ts";
import type { WayIn } from "./ways-in.ts";

/** Where a mini-program is reached. */
export interface Endpoint {
  /** What users see, e.g. 后古艺术家. */
  readonly displayName: string;
  readonly domain: string;
  /** Where it answers: public addresses on Alibaba Cloud, the virtual one on vSphere. */
  readonly addresses: readonly string[];
  /** The name that DNS leads to, where a balancer or proxy has one: its addresses may change. */
  readonly cname?: string;
  /** WebSockets, where a host name of their own leads elsewhere. */
  readonly webSocketCname?: string;
  /** Private address of the API for administrators and systems inside the network. */
  readonly internalAddress?: string;
  readonly urls: { readonly https: string; readonly webSocket: string };
}

/** What a stack tells whoever looks at it, by names that explain themselves. Nothing in it is secret. */
export function outputsOf(environment: Environment, { miniPrograms, network, waysIn }: CreatedEnvironment) {
  return {
    region: environment.region,
    /** By mini-program. */
    endpoints: Object.fromEntries(
      miniPrograms.map(({ settings: { name, displayName, domain } }) => [
        name,
        endpointOf(displayName, domain, waysIn.get(name)),
      ]),
    ),
    /** How many machines of each role, by mini-program. */
    machines: Object.fromEntries(
      miniPrograms.map(({ plan: { name, platform, edgePairs, tomcats, brokers, database } }) => [
        name,
        {
          platform,
          edges: edgePairs.flatMap(({ hosts }) => hosts).length,
          tomcats: tomcats.length,
          brokers: brokers.length,
          databases: database ? 1 : 0,
        },
      ]),
    ),
    /** Under which hosts on Alibaba Cloud appear on the internet: for WeChat's and partners' allow-lists. */
    outboundAddresses: network ? [network.outboundAddress] : [],
  };
}

function endpointOf(displayName: string, domain: string, wayIn: WayIn | undefined): pulumi.Inputs {
  if (!wayIn) throw new Error(`no way in to ${domain}: a defect of ways-in.ts`);
  const { addresses, cname, webSocket, internalAddress } = wayIn;
  return {
    displayName,
    domain,
    addresses: pulumi.all([...addresses]),
    ...(cname === undefined ? {} : { cname }),
    ...(webSocket === undefined ? {} : { webSocketCname: webSocket.cname }),
    ...(internalAddress === undefined ? {} : { internalAddress }),
    urls: { https: `https://${domain}/`, webSocket: `wss://${webSocket?.domain ?? domain}/ws/` },
  };
}
