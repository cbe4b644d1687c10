import type { Environment, MiniProgramSettings } from "../../components/config/environment.ts";
import type { MiniProgramPlan } from "../../components/environment/plan-types.ts";
import { BALANCERS, publicAddressOf, zoneAddressesOf } from "./addresses.ts";
import { cardOf, firstOf, isGuarded } from "./card-of.ts";
import type { Card, Way } from "./service-model.ts";
import { type StateIndex, type StateResource, textOf } from "./state-index.ts";

interface Facts {
  readonly settings: MiniProgramSettings;
  readonly plan: MiniProgramPlan;
  readonly environment: Environment;
  readonly state: StateIndex;
}

/** The ways in of a mini-program, each from its host name to what asks the edges. */
export function waysOf(facts: Facts): Way[] {
  const { settings } = facts;
  const before = [...antiDdosOf(facts)];
  if (settings.entry.kind === "pair")
    return [
      {
        kind: "api",
        stops: [dnsOf(settings.domain, facts), ...before, ...pairsOf(facts), modSecurityOf(facts)],
      },
    ];
  const { webSocketDomain, internal } = settings.entry;
  const ways: Way[] = [
    {
      kind: "api",
      stops: [dnsOf(settings.domain, facts), ...before, ...filterOf(facts), balancerOf("alb", "api", facts)],
    },
  ];
  if (webSocketDomain !== undefined)
    ways.push({
      kind: "webSocket",
      stops: [dnsOf(webSocketDomain, facts), ...before, balancerOf("nlb", "ws", facts)],
    });
  if (internal) ways.push({ kind: "internal", stops: [internalOf(facts)] });
  return ways;
}

const RECORD = "alicloud:dns/alidnsRecord:AlidnsRecord";

function hostOf(record: StateResource): string {
  const [rr, zone] = [textOf(record, "rr"), textOf(record, "domainName")];
  return rr === "@" ? zone : `${rr}.${zone}`;
}

function dnsOf(host: string, { settings: { dns }, state }: Facts): Card {
  // No records of ours: the name leads here all the same, by somebody else's hand.
  if (!dns) return cardOf("foreignDns", host, true, []);
  const records = state.ofType(RECORD);
  const leading = records.filter((record) => hostOf(record) === host && textOf(record, "type") !== "CAA");
  return cardOf("dns", host, leading.length > 0, [
    ...leading.map((record) => ["record", `${textOf(record, "type")} ${textOf(record, "value")}`] as const),
    ["ttl", firstOf(textOf(leading[0], "ttl"), `${dns.ttlSeconds}`).concat(" s")],
    ["issuers", dns.caaIssuers.join(", ")],
  ]);
}

function antiDdosOf({ settings: { antiDdos, name }, state }: Facts): readonly Card[] {
  if (!antiDdos) return [];
  const exists = state.resources.some(
    (resource) => resource.type.startsWith("alicloud:ddos/") && resource.name.startsWith(`${name}-`),
  );
  return antiDdos.kind === "basic"
    ? [
        cardOf("antiDdos", "Basic", exists, [
          ["cleaning", `${antiDdos.cleanMbps} Mbit/s · ${antiDdos.cleanPacketsPerSecond} pps`],
        ]),
      ]
    : [
        cardOf("antiDdos", "Proxy", exists, [
          ["instance", antiDdos.instanceIds.join(", ")],
          ["source", antiDdos.originCidrs.join(", ")],
        ]),
      ];
}

function rulesOf({ protection }: MiniProgramSettings) {
  return [
    ["coreRules", protection.coreRules],
    ...protection.rateLimits.map(
      ({ path, requests, seconds }) => ["rateLimits", `${path} ${requests} / ${seconds} s`] as const,
    ),
    ["blocked", protection.blockedCidrs.join(", ")],
  ] as const;
}

const TEMPLATE = "alicloud:wafv3/defenseTemplate:DefenseTemplate";

function filterOf(facts: Facts): readonly Card[] {
  const { environment, state, settings } = facts;
  if (!environment.waf) return [modSecurityOf(facts)];
  const [instance] = state.ofType("alicloud:wafv3/instance:Instance");
  const exists = state.ownOf(settings.name, TEMPLATE).length > 0;
  const id = firstOf(instance?.id ?? "", environment.waf.instanceId ?? "");
  return [cardOf("waf", `${settings.name} · WAF 3.0`, exists, [...rulesOf(settings), ["instance", id]])];
}

function modSecurityOf({ settings, plan, state }: Facts): Card {
  const edges = new Set(plan.edgePairs.flatMap(({ hosts }) => hosts.map(({ name }) => name)));
  const exists = state.resources.some(({ name }) => edges.has(name));
  return cardOf("modSecurity", "OWASP CRS", exists, rulesOf(settings));
}

function balancerOf(kind: "alb" | "nlb", suffix: string, { settings, state }: Facts): Card {
  const [balancer] = state.ownOf(settings.name, BALANCERS[kind].type);
  const listeners = state
    .ownOf(settings.name, BALANCERS[kind].listener)
    .map((listener) => `${textOf(listener, "listenerProtocol")} ${textOf(listener, "listenerPort")}`);
  return cardOf(
    kind,
    firstOf(textOf(balancer, "loadBalancerName"), `${settings.name}-${suffix}`),
    balancer !== undefined,
    [
      ["cname", textOf(balancer, "dnsName")],
      ...zoneAddressesOf(balancer, state).map(
        ({ zone, address }) => ["publicAddress", `${address} · ${zone}`] as const,
      ),
      ["listeners", listeners.join(", ")],
      ["edition", textOf(balancer, "loadBalancerEdition")],
    ],
    isGuarded(balancer),
  );
}

function internalOf({ settings, state }: Facts): Card {
  const [balancer] = state.ownOf(
    settings.name,
    "alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer",
  );
  const listeners = state
    .ownOf(settings.name, "alicloud:slb/listener:Listener")
    .map((listener) => `${textOf(listener, "protocol").toUpperCase()} ${textOf(listener, "frontendPort")}`);
  return cardOf(
    "clb",
    firstOf(textOf(balancer, "loadBalancerName"), `${settings.name}-internal`),
    balancer !== undefined,
    [
      ["privateAddress", textOf(balancer, "address")],
      ["listeners", listeners.join(", ")],
      ["zone", textOf(balancer, "masterZoneId")],
      ["standbyZone", textOf(balancer, "slaveZoneId")],
    ],
    isGuarded(balancer),
  );
}

function pairsOf({ plan, settings, state }: Facts): readonly Card[] {
  return plan.edgePairs.flatMap((pair) => {
    const { virtualAddress, virtualRouterId, hosts, name } = pair;
    const up = hosts.some((host) => state.resources.some((resource) => resource.name === host.name));
    const shared = cardOf("pair", name, up, [
      ["publicAddress", publicAddressOf(virtualAddress, state)],
      ["virtualAddress", virtualAddress],
      ["router", `${virtualRouterId}`],
    ]);
    const outside = plan.platform === "vsphere" ? settings.dns?.address : undefined;
    if (outside === undefined) return [shared];
    // Not ours to make: somebody leads the public address to the virtual one.
    return [cardOf("companyFirewall", outside, true, [["backends", virtualAddress]]), shared];
  });
}
