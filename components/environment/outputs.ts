import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../config/environment.ts";
import type { CreatedEnvironment } from "./create-environment.ts";

/** Where a mini-program is reached. */
export interface Endpoint {
  /** What users see, e.g. 后古艺术家. */
  readonly displayName: string;
  readonly domain: string;
  /** What DNS should answer for the domain: public addresses on Alibaba Cloud, the virtual one on vSphere. */
  readonly addresses: readonly string[];
  readonly urls: { readonly https: string; readonly webSocket: string };
}

/** What a stack tells whoever looks at it, by names that explain themselves. Nothing in it is secret. */
export function outputsOf(environment: Environment, { miniPrograms, network }: CreatedEnvironment) {
  return {
    region: environment.region,
    /** By mini-program. */
    endpoints: Object.fromEntries(
      miniPrograms.map(({ settings: { name, displayName, domain }, resource }) => [
        name,
        {
          displayName,
          domain,
          addresses: pulumi.all([...resource.addresses]),
          urls: { https: `https://${domain}/`, webSocket: `wss://${domain}/ws/` },
        } satisfies pulumi.Inputs,
      ]),
    ),
    /** How many machines of each role, by mini-program. */
    machines: Object.fromEntries(
      miniPrograms.map(({ plan: { name, platform, edgePairs, tomcats } }) => [
        name,
        { platform, edges: edgePairs.flatMap(({ hosts }) => hosts).length, tomcats: tomcats.length },
      ]),
    ),
    /** Under which hosts on Alibaba Cloud appear on the internet: for WeChat's and partners' allow-lists. */
    outboundAddresses: network ? [network.outboundAddress] : [],
  };
}
