import type { Localized } from "../../components/locale/localized.ts";
import { shortType } from "../progress/urn.ts";
import { isGuarded } from "../stack/deletion-switches.ts";
import type { Change } from "./changes.ts";
import type { CostChange } from "./cost.ts";
import { openingOf, publicPropertyOf } from "./exposure.ts";
import { isDatabase, isMachine, isStateful, isWay } from "./kinds.ts";
import type { Place } from "./places.ts";
import type { World } from "./world.ts";
import { droppedZones, zonesOf } from "./zones.ts";

export const RISK_KINDS = ["exposure", "data-loss", "outage", "bill"] as const;
export type RiskKind = (typeof RISK_KINDS)[number];

/** A fact that a reviewer must not miss. */
export interface Risk {
  readonly kind: RiskKind;
  /** A severe one stops the pull request until somebody accepts its kind. */
  readonly severity: "severe" | "notable";
  readonly fact: Localized;
  readonly reason: Localized;
  /** Logical names; empty where it concerns the whole. */
  readonly names: readonly string[];
  readonly urns: readonly string[];
}

export interface RiskSource {
  readonly changes: readonly Change[];
  /** What exists. */
  readonly state: World;
  /** What would exist without the pull request, and with it. */
  readonly before: World;
  readonly after: World;
  readonly placeOf: (urn: string) => Place;
  readonly cost?: CostChange;
}

/** The worst first; the same fact on several resources is one. */
export function risksOf(source: RiskSource): readonly Risk[] {
  // In this order: what strangers get in by, what is lost for good, where nothing stands in, what it costs.
  const risks = merged([
    ...exposures(source),
    ...losses(source),
    ...zonesDropped(source),
    ...bill(source.cost),
    ...outages(source),
  ]);
  return [...risks].sort((a, b) => Number(b.severity === "severe") - Number(a.severity === "severe"));
}

function* exposures({ changes, before }: RiskSource): Generator<Risk> {
  for (const change of changes) {
    if (change.change === "delete") continue;
    const was = before.get(change.urn)?.properties ?? {};
    const opening = openingOf(change.type, change.after);
    if (opening !== undefined && JSON.stringify(openingOf(change.type, was)) !== JSON.stringify(opening)) {
      const { ports, protocol, source } = opening;
      yield of(change, "exposure", "severe", {
        fact: {
          en: `opens ${protocol} port ${ports} to the world (${source})`,
          zh: `向整个互联网（${source}）开放 ${protocol} 端口 ${ports}`,
        },
        reason: {
          en: "what the whole internet reaches is tried within minutes",
          zh: "暴露在互联网上的端口几分钟内就会被扫描",
        },
      });
    }
    const property = publicPropertyOf(change.type, change.after);
    if (property !== undefined && publicPropertyOf(change.type, was) === undefined) {
      yield of(change, "exposure", "severe", {
        fact: {
          en: `makes ${change.name} public (${property})`,
          zh: `将 ${change.name} 公开（${property}）`,
        },
        reason: { en: "anybody on the internet can reach it", zh: "互联网上的任何人都可以访问" },
      });
    }
  }
}

function* zonesDropped({ before, after, placeOf }: RiskSource): Generator<Risk> {
  for (const { zone, services, left } of droppedZones(zonesOf(before, placeOf), zonesOf(after, placeOf))) {
    yield {
      kind: "outage",
      severity: "severe",
      fact: {
        en: `drops the zone ${zone} (${services.join(", ")})`,
        zh: `撤出可用区 ${zone}（${services.join("、")}）`,
      },
      reason:
        left > 1
          ? { en: `${left} zones are left to stand in`, zh: `剩余 ${left} 个可用区可以接替` }
          : {
              en: "a single zone is left: when it fails, nothing stands in",
              zh: "只剩一个可用区：它一旦故障，没有任何接替",
            },
      names: [],
      urns: [],
    };
  }
}

function* losses({ changes, state, before }: RiskSource): Generator<Risk> {
  for (const change of changes) {
    const { type, name } = change;
    // What isn't there yet can't lose anything.
    if (!state.has(change.urn)) continue;
    if (isStateful(type) && (change.change === "delete" || change.change === "replace")) {
      const word = isDatabase(type) ? { en: "the database ", zh: "数据库 " } : { en: "", zh: "" };
      const replaces = change.change === "replace";
      const forced = replaces && change.forcedBy.length > 0 ? ` (${change.forcedBy.join(", ")})` : "";
      yield of(change, "data-loss", "severe", {
        fact: {
          en: `${replaces ? "replaces" : "deletes"} ${word.en}${name}${forced}`,
          zh: `${replaces ? "替换" : "删除"}${word.zh}${name}${forced}`,
        },
        reason: replaces
          ? {
              en: "the new one is empty; what the old one holds goes with it unless somebody moves it",
              zh: "新资源是空的；若不迁移，旧资源中的数据会随之丢失",
            }
          : { en: "what it holds goes with it", zh: "其中的数据会随之丢失" },
      });
    }
    if (change.change !== "update") continue;
    const was = before.get(change.urn)?.properties ?? change.before;
    if (isGuarded(was) && !isGuarded(change.after)) {
      yield of(change, "data-loss", "notable", {
        fact: { en: `lifts the deletion protection of ${name}`, zh: `解除 ${name} 的删除保护` },
        reason: { en: "the next mistake deletes it", zh: "下一次失误就可能将其删除" },
      });
    }
    const [kept, keeps] = [retentionOf(was), retentionOf(change.after)];
    if (kept !== undefined && keeps !== undefined && keeps < kept) {
      yield of(change, "data-loss", "notable", {
        fact: {
          en: `keeps backups for ${keeps} days, not ${kept} (${name})`,
          zh: `备份保留由 ${kept} 天缩短为 ${keeps} 天（${name}）`,
        },
        reason: { en: "older ones are deleted", zh: "更早的备份会被删除" },
      });
    }
  }
}

function retentionOf(properties: Readonly<Record<string, unknown>>): number | undefined {
  const value = properties.backupRetentionPeriod ?? properties.retentionDays;
  const days = Number(value);
  return value !== undefined && Number.isFinite(days) && days > 0 ? days : undefined;
}

const SWITCH = "alicloud:vpc/switch:Switch";

/** Nobody reaches anything while one of these is made anew. */
const BEHIND_IT_ALL =
  /loadBalancer|eipAddress|vpc\/network|hAVip:|managedKubernetes|natGateway|v1:Namespace/i;

function* outages(source: RiskSource): Generator<Risk> {
  const { changes, state, before, placeOf } = source;
  const alone = aloneIn(before, changes, placeOf);
  // With a zone go its subnets: that is told already.
  const zoneGoes = zonesDropped(source).next().done === false;
  for (const change of changes) {
    if (change.change !== "delete" && change.change !== "replace") continue;
    if (!state.has(change.urn) || change.follows !== undefined) continue;
    const replaces = change.change === "replace";
    const verb = replaces ? { en: "replaces", zh: "替换" } : { en: "deletes", zh: "删除" };
    if (isWay(change.type) && !(zoneGoes && change.type === SWITCH)) {
      yield of(change, "outage", BEHIND_IT_ALL.test(change.type) ? "severe" : "notable", {
        fact: { en: `${verb.en} ${shortType(change.type)}`, zh: `${verb.zh} ${shortType(change.type)}` },
        reason: { en: "users and services get in by it", zh: "用户与服务经由它访问" },
      });
    }
    if (alone(change)) {
      const all = { en: `${verb.en} every machine of`, zh: `${verb.zh}全部主机：` };
      yield of(change, "outage", replaces ? "notable" : "severe", {
        fact: {
          en: `${all.en} ${change.place.service}'s ${change.place.tier ?? "tier"}`,
          zh: `${all.zh}${change.place.service} ${change.place.tier ?? ""}`,
        },
        reason: { en: "no other machine serves meanwhile", zh: "期间没有其他主机可以接替" },
      });
    }
  }
}

/** Whether a machine goes that nobody stands in for: it is the only one, or all of its tier are deleted. */
export function aloneIn(
  before: World,
  changes: readonly Change[],
  placeOf: (urn: string) => Place,
): (change: Change) => boolean {
  const sizes = new Map<string, number>();
  const key = ({ service, tier }: Place) => `${service}/${tier}`;
  for (const { urn, type } of before.values()) {
    if (isMachine(type)) sizes.set(key(placeOf(urn)), (sizes.get(key(placeOf(urn))) ?? 0) + 1);
  }
  const deleted = new Map<string, number>();
  for (const { type, change, place } of changes) {
    if (isMachine(type) && change === "delete") deleted.set(key(place), (deleted.get(key(place)) ?? 0) + 1);
  }
  return ({ type, change, place }) => {
    if (!isMachine(type) || (change !== "replace" && change !== "delete")) return false;
    const size = sizes.get(key(place)) ?? 0;
    return change === "delete" ? deleted.get(key(place)) === size : size === 1;
  };
}

/** Below a fifth it is noise of sizes; half as much again is what the issue of a budget is about. */
const NOTABLE_RATIO = 0.2;
const SEVERE_RATIO = 0.5;

function* bill(cost: CostChange | undefined): Generator<Risk> {
  if (cost?.ratio === undefined || cost.ratio < NOTABLE_RATIO) return;
  const percent = Math.round(cost.ratio * 100);
  yield {
    kind: "bill",
    severity: cost.ratio >= SEVERE_RATIO ? "severe" : "notable",
    fact: { en: `bill +${percent} %`, zh: `费用 +${percent}%` },
    reason: {
      en: `${cost.before.cny.toFixed(0)} to ${cost.after.cny.toFixed(0)} CNY a month`,
      zh: `每月由 ${cost.before.cny.toFixed(0)} 元增至 ${cost.after.cny.toFixed(0)} 元`,
    },
    names: [],
    urns: [],
  };
}

function of(
  { name, urn }: Change,
  kind: RiskKind,
  severity: Risk["severity"],
  text: Pick<Risk, "fact" | "reason">,
): Risk {
  return { kind, severity, ...text, names: [name], urns: [urn] };
}

function merged(risks: readonly Risk[]): readonly Risk[] {
  const byFact = new Map<string, Risk>();
  for (const risk of risks) {
    const key = JSON.stringify([risk.kind, risk.fact.en]);
    const known = byFact.get(key);
    byFact.set(
      key,
      known === undefined
        ? risk
        : { ...known, names: [...known.names, ...risk.names], urns: [...known.urns, ...risk.urns] },
    );
  }
  return [...byFact.values()];
}
