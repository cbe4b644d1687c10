import { MINI_PROGRAMS } from "../environment.ts";
import type { Finding } from "../finding.ts";
import {
  addressToNumber,
  contains,
  formatBlock,
  isPrivate,
  network,
  numberToAddress,
  overlaps,
  parseBlock,
  sizeOf,
} from "../ipv4.ts";
import { shape } from "../lazy-shape.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import { segmentRun } from "../segment-addresses.ts";
import { hostBits } from "./network.ts";
import type { Draft } from "./rule.ts";

const SEGMENT_PREFIX = { min: 16, max: 29 } as const;

/**
 * vSphere settings are there exactly when something runs there. Settings that nothing reads are an error, not
 * advice: whoever moves a mini-program away should see that its password is still configured.
 */
export function* presence(draft: Draft, written: ReadonlySet<string>): Iterable<Finding> {
  const { artist, food } = draft;
  if (!artist || !food) return;
  const users = MINI_PROGRAMS.filter((name) => draft[name]?.platform === "vsphere");
  if (users.length > 0 && !written.has("vsphere")) {
    yield {
      at: ["vsphere"],
      expected: {
        en: `vCenter's settings, which ${users.join(" and ")} (platform: vsphere) needs`,
        zh: `vCenter 设置，${users.join("、")}（platform: vsphere）需要它`,
      },
      remedy: shape().missingSection("vsphere").remedy,
    };
  } else if (users.length === 0 && written.has("vsphere")) {
    yield {
      at: ["vsphere"],
      expected: {
        en: "nothing, since no mini-program's platform is vsphere",
        zh: "不应设置：没有小程序的 platform 为 vsphere",
      },
      remedy: {
        en: "delete hougu:vsphere and run `pulumi config rm hougu:vspherePassword`",
        zh: "删除 hougu:vsphere，并执行 `pulumi config rm hougu:vspherePassword`",
      },
    };
  }
}

/** Disks lie on one datastore, or on what a cluster of them chooses. */
export function* oneStorage({ vsphere }: Draft): Iterable<Finding> {
  if (!vsphere || (vsphere.datastore === undefined) !== (vsphere.datastoreCluster === undefined)) return;
  if (vsphere.datastore === undefined) {
    yield {
      at: ["vsphere", "datastore"],
      expected: { en: "a datastore, or a datastoreCluster", zh: "datastore 或 datastoreCluster 之一" },
      remedy: lineFor(["vsphere", "datastore"], "LocalDS_0"),
    };
    return;
  }
  yield {
    at: ["vsphere", "datastoreCluster"],
    expected: {
      en: `nothing, since datastore says ${vsphere.datastore}: one of the two`,
      zh: `不应设置：datastore 已为 ${vsphere.datastore}，二者选一`,
    },
    remedy: { en: "delete one of the two under hougu:vsphere", zh: "在 hougu:vsphere 下删除其中一个" },
  };
}

/** Machines whose memory a pool doesn't let them have are swapped out by ESXi: slower than any machine that is too small. */
export function* poolHoldsItsMachines(draft: Draft): Iterable<Finding> {
  const limit = draft.vsphere?.pool?.memoryLimitGiB;
  if (limit === undefined) return;
  const { messaging, data } = draft;
  const database = data?.mysql?.mariadb?.machine.memoryGiB ?? 0;
  const needed = MINI_PROGRAMS.reduce(
    (sum, name) => {
      const program = draft[name];
      if (program?.platform !== "vsphere") return sum;
      const brokers = messaging?.kind === "cluster" ? messaging.nodes * messaging.machine.memoryGiB : 0;
      return (
        sum +
        2 * program.edge.machine.memoryGiB +
        program.tomcat.count * program.tomcat.machine.memoryGiB +
        brokers +
        database
      );
    },
    monitoringOnVsphere(draft) * (draft.observability?.metrics?.machine.memoryGiB ?? 0),
  );
  if (needed <= limit) return;
  const at: Path = ["vsphere", "pool", "memoryLimitGiB"];
  yield {
    at,
    expected: {
      en: `${needed} GiB or more, what its edges, Tomcats, brokers and databases have together`,
      zh: `至少 ${needed} GiB，即入口、Tomcat、消息代理与数据库的内存之和`,
    },
    remedy: lineFor(at, needed),
  };
}

export function* segment(draft: Draft): Iterable<Finding> {
  const segment = draft.vsphere?.segment;
  if (!segment) return;
  const at = (key: keyof typeof segment): Path => ["vsphere", "segment", key];
  const block = parseBlock(segment.cidr);
  yield* hostBits(at("cidr"), segment.cidr);
  const { min, max } = SEGMENT_PREFIX;
  if (block.prefix < min || block.prefix > max || !isPrivate(block)) {
    yield {
      at: at("cidr"),
      expected: { en: `a private block of /${min} to /${max}`, zh: `/${min} 到 /${max} 的私有网段` },
      remedy: lineFor(at("cidr"), "192.168.50.0/24"),
    };
    return;
  }
  const vpc = draft.network && parseBlock(draft.network.cidr);
  if (vpc && overlaps(block, vpc)) {
    yield {
      at: at("cidr"),
      expected: {
        en: `a block apart from the VPC's (${draft.network?.cidr})`,
        zh: `不与 VPC 网段（${draft.network?.cidr}）重叠的网段`,
      },
      remedy: lineFor(
        at("cidr"),
        isPrivate(parseBlock("192.168.50.0/24")) && overlaps(parseBlock("192.168.50.0/24"), vpc)
          ? "172.16.50.0/24"
          : "192.168.50.0/24",
      ),
    };
  }
  const { first } = network(block);
  const last = first + sizeOf(block) - 1;
  const isHost = (address: number): boolean =>
    contains(block, address) && address !== first && address !== last;
  const gateway = addressToNumber(segment.gateway);
  if (!isHost(gateway)) {
    yield {
      at: at("gateway"),
      expected: {
        en: `a host address of ${formatBlock({ first, prefix: block.prefix })}`,
        zh: `${formatBlock({ first, prefix: block.prefix })} 内的主机地址`,
      },
      remedy: lineFor(at("gateway"), numberToAddress(first + 1)),
    };
  }
  yield* addressRun(draft, { first, last, gateway, isHost });
}

/**
 * Brokers lie behind the places of every edge and Tomcat that there may be, for each mini-program three and twelve: see
 * environment/broker-addresses.ts.
 */
const BEFORE_BROKERS = MINI_PROGRAMS.length * (3 + 12);

function brokersEnd(draft: Draft): number {
  const { messaging } = draft;
  const users = MINI_PROGRAMS.filter((name) => draft[name]?.platform === "vsphere");
  if (messaging?.kind !== "cluster" || users.length === 0) return 0;
  return BEFORE_BROKERS + messaging.nodes * MINI_PROGRAMS.length;
}

/** Who measures stands in the VPC where there is one. */
function monitoringOnVsphere(draft: Draft): number {
  const everybody = MINI_PROGRAMS.every((name) => draft[name]?.platform === "vsphere");
  return everybody ? (draft.observability?.metrics?.servers ?? 0) : 0;
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly gateway: number;
  readonly isHost: (address: number) => boolean;
}

/** The run of addresses that the planner takes from `firstAddress`: virtual addresses, edges, Tomcats, brokers, databases. */
function* addressRun(draft: Draft, { first, last, gateway, isHost }: Range): Iterable<Finding> {
  const segment = draft.vsphere?.segment;
  if (!segment) return;
  const at: Path = ["vsphere", "segment", "firstAddress"];
  const start = addressToNumber(segment.firstAddress);
  if (!isHost(start)) {
    yield {
      at,
      expected: {
        en: `a host address from ${numberToAddress(first + 1)} to ${numberToAddress(last - 1)}`,
        zh: `${numberToAddress(first + 1)} 到 ${numberToAddress(last - 1)} 之间的主机地址`,
      },
      remedy: lineFor(at, numberToAddress(Math.min(first + 20, last - 1))),
    };
    return;
  }
  const places = segmentRun(
    MINI_PROGRAMS.flatMap((name) => {
      const program = draft[name];
      return program?.platform === "vsphere"
        ? [
            {
              name,
              tomcats: program.tomcat.count,
              hasDatabase: draft.data?.mysql?.mariadb !== undefined,
            },
          ]
        : [];
    }),
    monitoringOnVsphere(draft),
  );
  const needed = Math.max(places, brokersEnd(draft));
  const end = start + needed - 1;
  if (end >= last) {
    const latest = last - needed;
    yield {
      at,
      expected: {
        en: `${needed} addresses from here to ${numberToAddress(last - 1)}`,
        zh: `从此处到 ${numberToAddress(last - 1)} 有 ${needed} 个地址`,
      },
      remedy:
        latest > first
          ? lineFor(at, numberToAddress(latest))
          : {
              en: `take a larger block for hougu:vsphere.segment.cidr: ${needed} addresses are needed`,
              zh: `扩大 hougu:vsphere.segment.cidr：需要 ${needed} 个地址`,
            },
    };
  }
  const taken = [
    { address: gateway, en: "gateway", zh: "网关" },
    ...segment.nameservers.map((server) => ({
      address: addressToNumber(server),
      en: "nameserver",
      zh: "DNS 服务器",
    })),
  ].find(({ address }) => address >= start && address <= end);
  if (taken) {
    const address = numberToAddress(taken.address);
    yield {
      at,
      expected: {
        en: `a run of ${needed} addresses without the ${taken.en} ${address}`,
        zh: `连续 ${needed} 个地址，且不包含${taken.zh} ${address}`,
      },
      remedy: lineFor(at, numberToAddress(taken.address + 1)),
    };
  }
}
