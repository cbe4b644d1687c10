import type * as pulumi from "@pulumi/pulumi";
import type { Environment, MiniProgramSettings, Secrets } from "../config/environment.ts";
import { AntiDdos, type ProxiedHost, type PublicAddress } from "../dns/anti-ddos.ts";
import { DomainRecords, type HostTarget } from "../dns/domain-records.ts";
import { AccessLogs } from "../loadbalancing/access-logs.ts";
import type { Labels } from "../naming/labels.ts";
import type { AlicloudNetwork } from "../network/alicloud-network.ts";
import { WebApplicationFirewall } from "../protection/web-application-firewall.ts";
import { BalancedEntry } from "./balanced-entry.ts";
import type { MiniProgram } from "./mini-program.ts";
import type { MiniProgramPlan, SubnetPlan } from "./plan-types.ts";

/** How clients reach a mini-program, for whoever asks. */
export interface WayIn {
  /** Addresses that answer. */
  readonly addresses: readonly pulumi.Input<string>[];
  /** The name that DNS leads to, where it isn't an address: a balancer's or a proxy's. */
  readonly cname?: pulumi.Input<string>;
  /** WebSockets, where they have a name of their own. */
  readonly webSocket?: { readonly domain: string; readonly cname: pulumi.Input<string> };
  /** Private address of the API for the inside. */
  readonly internalAddress?: pulumi.Input<string>;
}

export interface WaysInRequest {
  readonly environment: Environment;
  readonly labels: Labels;
  readonly secrets: Pick<Secrets, "tls">;
  /** Present when something runs on Alibaba Cloud. */
  readonly network?: AlicloudNetwork | undefined;
  /** Those of the VPC. */
  readonly subnets: readonly SubnetPlan[];
  /** Alibaba Cloud's: balancers, firewall and records are there. */
  readonly provider?: pulumi.ProviderResource | undefined;
  readonly protect: boolean;
  readonly miniPrograms: readonly {
    readonly settings: MiniProgramSettings;
    readonly plan: MiniProgramPlan;
    readonly resource: MiniProgram;
  }[];
}

/** What stands before the edges: balancers and the firewall of balanced entries, records, protection from floods. */
export function createWaysIn(request: WaysInRequest): ReadonlyMap<string, WayIn> {
  const { environment, miniPrograms, labels, provider, protect } = request;
  const options = provider ? { provider } : {};
  const balanced = miniPrograms.filter(({ settings }) => settings.entry.kind === "balanced");
  const { waf, retention } = environment;
  const firewall =
    waf && balanced.length > 0
      ? new WebApplicationFirewall(
          "waf",
          {
            labels,
            instanceId: waf.instanceId,
            ...(waf.logAccountId === undefined
              ? {}
              : { logs: { accountId: waf.logAccountId, retentionDays: retention.logsDays } }),
            protect,
          },
          options,
        )
      : undefined;
  const logs = balanced.some(({ settings: { entry } }) => entry.kind === "balanced" && entry.accessLogs)
    ? new AccessLogs(
        "access-logs",
        {
          labels,
          ownName: balanced[0]?.settings.domain ?? "",
          retentionDays: retention.logsDays,
          protect,
        },
        options,
      )
    : undefined;
  return new Map(
    miniPrograms.map((miniProgram) => {
      const { settings } = miniProgram;
      const entry =
        settings.entry.kind === "balanced"
          ? new BalancedEntry(
              `${settings.name}-entry`,
              { ...request, ...miniProgram, entry: settings.entry, firewall, logs },
              { ...options, ...(firewall ? { dependsOn: [firewall] } : {}) },
            )
          : undefined;
      return [settings.name, createNames(request, miniProgram, entry ?? pairAsEntry(miniProgram))];
    }),
  );
}

/** What the names need to know of an entry, whichever it is. */
interface Entry {
  readonly api: HostTarget["target"];
  readonly addresses: readonly pulumi.Input<string>[];
  readonly publicAddresses: readonly PublicAddress[];
  readonly webSocket?: { readonly domain: string; readonly target: HostTarget["target"] };
  readonly internalAddress?: pulumi.Input<string>;
  /** What must be there before a name leads to it. */
  readonly ready: pulumi.Resource[];
}

function pairAsEntry({
  settings: { dns },
  plan,
  resource: { edgePairs, addresses },
}: WaysInRequest["miniPrograms"][number]): Entry {
  // On vSphere the pair's address is private, and the company's firewall has the public one.
  const answered = dns?.address === undefined ? addresses : [dns.address];
  return {
    api: { kind: "addresses", addresses: answered },
    addresses,
    publicAddresses: plan.edgePairs.flatMap(({ name }, index) => {
      const { publicAddressId: id, address } = edgePairs[index] ?? {};
      return id && address ? [{ name, id, address }] : [];
    }),
    ready: [...edgePairs],
  };
}

/** Floods and records: names lead to the proxy where there is one, else to the entry itself. */
function createNames(
  { secrets, provider }: WaysInRequest,
  { settings }: WaysInRequest["miniPrograms"][number],
  entry: Entry,
): WayIn {
  const { name, domain, displayName, dns, antiDdos } = settings;
  const options = { ...(provider ? { provider } : {}), dependsOn: entry.ready };
  const hosts: HostTarget[] = [
    { name: "api", host: domain, target: entry.api },
    ...(entry.webSocket
      ? [{ name: "ws", host: entry.webSocket.domain, target: entry.webSocket.target }]
      : []),
  ];
  const shield = antiDdos
    ? new AntiDdos(
        `${name}-anti-ddos`,
        {
          settings: antiDdos,
          addresses: entry.publicAddresses,
          hosts: hosts.map(
            (host): ProxiedHost => ({ name: host.name, host: host.host, origins: host.target }),
          ),
          tls: secrets.tls[name],
        },
        options,
      )
    : undefined;
  const led = hosts.map((host): HostTarget => {
    const proxy = shield?.proxies[host.host];
    return proxy === undefined ? host : { ...host, target: { kind: "alias", name: proxy } };
  });
  if (dns) new DomainRecords(`${name}-dns`, { settings: dns, hosts: led, remark: displayName }, options);
  const [api, webSocket] = led;
  return {
    addresses: entry.addresses,
    ...(api?.target.kind === "alias" ? { cname: api.target.name } : {}),
    ...(webSocket?.target.kind === "alias"
      ? { webSocket: { domain: webSocket.host, cname: webSocket.target.name } }
      : {}),
    ...(entry.internalAddress === undefined ? {} : { internalAddress: entry.internalAddress }),
  };
}
