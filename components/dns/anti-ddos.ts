import { BasicDefenseThreshold } from "@pulumi/alicloud/ddos/basicDefenseThreshold.js";
import { DomainResource } from "@pulumi/alicloud/ddos/domainResource.js";
import * as pulumi from "@pulumi/pulumi";
import type { AntiDdosSettings } from "../config/entry.ts";
import type { TlsPair } from "../config/environment.ts";

/** A public address of ours. */
export interface PublicAddress {
  /** Logical name. */
  readonly name: string;
  /** Id of the EIP. */
  readonly id: pulumi.Input<string>;
  readonly address: pulumi.Input<string>;
}

/** A host name that the proxy stands in front of, and whom it asks. */
export interface ProxiedHost {
  /** Short name, e.g. `api`. */
  readonly name: string;
  readonly host: string;
  readonly origins:
    | { readonly kind: "addresses"; readonly addresses: readonly pulumi.Input<string>[] }
    | { readonly kind: "alias"; readonly name: pulumi.Input<string> };
}

/** What {@link AntiDdos} is made of. */
export interface AntiDdosArgs {
  readonly settings: AntiDdosSettings;
  readonly addresses: readonly PublicAddress[];
  readonly hosts: readonly ProxiedHost[];
  readonly tls: TlsPair;
}

/** What happens to floods: thresholds of one's own for each public address, or the proxy in front of each host name. */
export class AntiDdos extends pulumi.ComponentResource {
  /** With a proxy: the name that each host name must lead to, by host name. */
  readonly proxies: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: AntiDdosArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:dns:AntiDdos", name, {}, opts);
    const { settings, addresses, hosts, tls } = args;
    if (settings.kind === "basic") {
      for (const { name: address, id, address: internetIp } of addresses) {
        new BasicDefenseThreshold(
          address,
          {
            ddosType: "defense",
            instanceType: "eip",
            instanceId: id,
            internetIp,
            isAuto: false,
            bps: settings.cleanMbps,
            pps: settings.cleanPacketsPerSecond,
          },
          { parent: this, deleteBeforeReplace: true },
        );
      }
      this.proxies = {};
    } else {
      const { instanceIds } = settings;
      this.proxies = Object.fromEntries(
        hosts.map(({ name: short, host, origins }) => [
          host,
          new DomainResource(
            `${name}-${short}`,
            {
              domain: host,
              instanceIds: [...instanceIds],
              // 0: addresses, 1: a host name.
              rsType: origins.kind === "addresses" ? 0 : 1,
              realServers: origins.kind === "addresses" ? [...origins.addresses] : [origins.name],
              proxyTypes: [
                { proxyType: "https", proxyPorts: [443] },
                { proxyType: "websockets", proxyPorts: [443] },
                { proxyType: "http", proxyPorts: [80] },
              ],
              httpsExt: JSON.stringify({ Https2http: 0, Http2: 1, Http2https: 1 }),
              cert: tls.certificate,
              key: tls.privateKey,
              sslProtocols: "tls1.2",
              ssl13Enabled: true,
              sslCiphers: "strong",
              ocspEnabled: false,
              ccGlobalSwitch: "open",
              aiMode: "defense",
              aiTemplate: "level60",
            },
            { parent: this, deleteBeforeReplace: true },
          ).cname,
        ]),
      );
    }
    this.registerOutputs({ proxies: this.proxies });
  }
}
