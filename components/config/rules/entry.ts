import { MINI_PROGRAMS } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { overlaps, parseBlock } from "../ipv4.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

/** ALB is made in two zones or more (API reference of CreateLoadBalancer), and lives on Alibaba Cloud. */
const ZONES_OF_BALANCERS = 2;

/** A blacklist that is larger than this refuses a whole operator's customers. */
const LARGEST_BLOCKED_PREFIX = 8;

export function* balancersHaveTheirPlace(draft: Draft): Iterable<Finding> {
  for (const name of MINI_PROGRAMS) {
    const program = draft[name];
    if (program?.entry.kind !== "balanced") continue;
    const at: Path = [name, "entry", "kind"];
    if (program.platform !== "alicloud") {
      yield {
        at,
        expected: { en: "pair: balancers are Alibaba Cloud's", zh: "pair：负载均衡仅阿里云提供" },
        remedy: lineFor(at, "pair"),
      };
    } else if (draft.zones && new Set(draft.zones).size < ZONES_OF_BALANCERS) {
      yield {
        at,
        expected: {
          en: `pair, or ${ZONES_OF_BALANCERS} zones or more in hougu:zones: balancers span two`,
          zh: `pair，或 hougu:zones 至少 ${ZONES_OF_BALANCERS} 个可用区：负载均衡跨可用区部署`,
        },
        remedy: lineFor(at, "pair"),
      };
    }
  }
}

/** One name leads to one place. */
export function* webSocketDomains(draft: Draft): Iterable<Finding> {
  const taken = new Set(MINI_PROGRAMS.flatMap((name) => draft[name]?.domain ?? []));
  for (const name of MINI_PROGRAMS) {
    const entry = draft[name]?.entry;
    if (entry?.kind !== "balanced" || entry.webSocketDomain === undefined) continue;
    if (taken.has(entry.webSocketDomain)) {
      const at: Path = [name, "entry", "webSocketDomain"];
      yield {
        at,
        expected: { en: "a host name that no mini-program has yet", zh: "尚未被任何小程序使用的域名" },
        remedy: lineFor(at, `ws.${entry.webSocketDomain.split(".").slice(1).join(".")}`),
      };
    }
    taken.add(entry.webSocketDomain);
  }
}

/** A WAF protects balancers; without one nothing would pass it. */
export function* wafHasWork(draft: Draft): Iterable<Finding> {
  if (!draft.waf || !draft.artist || !draft.food) return;
  if (MINI_PROGRAMS.some((name) => draft[name]?.entry.kind === "balanced")) return;
  yield {
    at: ["waf"],
    expected: {
      en: "a mini-program whose entry.kind is balanced; pairs are protected by ModSecurity without it",
      zh: "至少一个 entry.kind 为 balanced 的小程序；pair 由 ModSecurity 防护，无需 WAF",
    },
    remedy: { en: "delete hougu:waf", zh: "删除 hougu:waf" },
  };
}

export function* recordsInTheirZone(draft: Draft): Iterable<Finding> {
  for (const name of MINI_PROGRAMS) {
    const program = draft[name];
    if (!program?.dns) continue;
    const { zone, address } = program.dns;
    const hosts = [
      program.domain,
      ...(program.entry.kind === "balanced" ? [program.entry.webSocketDomain ?? program.domain] : []),
    ];
    const stranger = hosts.find((host) => host !== zone && !host.endsWith(`.${zone}`));
    if (stranger !== undefined) {
      const at: Path = [name, "dns", "zone"];
      yield {
        at,
        expected: { en: `the domain that ${stranger} lies in`, zh: `${stranger} 所属的域名` },
        remedy: lineFor(at, stranger.split(".").slice(-2).join(".")),
      };
    }
    const at: Path = [name, "dns", "address"];
    if (program.platform === "vsphere" && address === undefined) {
      yield {
        at,
        expected: {
          en: "the public address that leads to the virtual one: on vSphere nobody else knows it",
          zh: "通向虚拟地址的公网地址：vSphere 上无处可查",
        },
        remedy: lineFor(at, "203.0.113.10"),
      };
    }
    if (program.platform === "alicloud" && address !== undefined) {
      yield {
        at,
        expected: {
          en: "no address: on Alibaba Cloud the entry's own is taken",
          zh: "无需填写：阿里云上使用入口自身的地址",
        },
        remedy: { en: `delete address under hougu:${name}.dns`, zh: `删除 hougu:${name}.dns 下的 address` },
      };
    }
  }
}

/** Alibaba Cloud's thresholds are of its own addresses; its proxy needs records that lead to it. */
export function* floodsAreMet(draft: Draft): Iterable<Finding> {
  for (const name of MINI_PROGRAMS) {
    const program = draft[name];
    if (!program?.antiDdos) continue;
    if (program.platform === "vsphere" && program.antiDdos.kind === "basic") {
      yield {
        at: [name, "antiDdos", "kind"],
        expected: {
          en: "proxy: thresholds are of Alibaba Cloud's own addresses",
          zh: "proxy：阈值仅适用于阿里云的公网地址",
        },
        remedy: { en: `delete hougu:${name}.antiDdos`, zh: `删除 hougu:${name}.antiDdos` },
      };
    } else if (program.antiDdos.kind === "proxy" && !program.dns) {
      const at: Path = [name, "dns"];
      yield {
        at,
        expected: {
          en: "records, which lead clients to the proxy",
          zh: "解析记录，用于把客户端引到高防",
        },
        remedy: lineFor(at, { zone: program.domain.split(".").slice(-2).join(".") }),
      };
    }
  }
}

export function* blockedCidrsAreSmall(draft: Draft): Iterable<Finding> {
  for (const name of MINI_PROGRAMS) {
    for (const [index, cidr] of (draft[name]?.protection.blockedCidrs ?? []).entries()) {
      const block = parseBlock(cidr);
      const at: Path = [name, "protection", "blockedCidrs", index];
      const own = draft.network?.adminCidrs.find((admin) => overlaps(block, parseBlock(admin)));
      if (block.prefix >= LARGEST_BLOCKED_PREFIX && own === undefined) continue;
      yield {
        at,
        expected: {
          en: `a block of /${LARGEST_BLOCKED_PREFIX} or smaller, apart from hougu:network.adminCidrs${own === undefined ? "" : ` (${own})`}`,
          zh: `不大于 /${LARGEST_BLOCKED_PREFIX} 的网段，且不与 hougu:network.adminCidrs${own === undefined ? "" : `（${own}）`}重叠`,
        },
        remedy: { en: "delete this item", zh: "删除该项" },
      };
    }
  }
}

/** Two ceilings for one path would each count for themselves: which one holds nobody could say. */
export function* oneLimitForAPath(draft: Draft): Iterable<Finding> {
  for (const name of MINI_PROGRAMS) {
    const limits = draft[name]?.protection.rateLimits ?? [];
    for (const [index, { path }] of limits.entries()) {
      if (limits.findIndex((other) => other.path === path) === index) continue;
      yield {
        at: [name, "protection", "rateLimits", index, "path"],
        expected: { en: "each path once", zh: "每个路径只写一次" },
        remedy: { en: "delete this item", zh: "删除该项" },
      };
    }
  }
}
