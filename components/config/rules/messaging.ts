import { MINI_PROGRAMS } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { instanceTypeOf, isKnownFamily, machinesOf } from "../instance-families.ts";
import { MOST_NODES } from "../messaging.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

/** A machine may fail, and another one be replaced. */
const NODES_IN_PROD = 3;
/** The managed service stands in two zones, no more and no less. */
const MANAGED_ZONES = 2;
/** In which ApsaraMQ sells public traffic. */
const PUBLIC_STEP = 128;
/** Debian's own share of a system disk. */
const SYSTEM_DISK_GIB = 20;

const at = (...path: Path): Path => ["messaging", ...path];

export function* clusterHasAMajority({ environment, messaging }: Draft): Iterable<Finding> {
  if (messaging?.kind !== "cluster") return;
  const least = environment === "prod" ? NODES_IN_PROD : 1;
  if (messaging.nodes % 2 === 1 && messaging.nodes >= least) return;
  const right = [1, 3, 5].filter((count) => count >= least);
  yield {
    at: at("nodes"),
    expected: {
      en: `${right.join(" or ")} nodes${environment === "prod" ? " in prod" : ""}: an odd number has a majority after any split`,
      zh: `${environment === "prod" ? "prod 中" : ""}节点数应为 ${right.join(" 或 ")}：奇数个节点在任何分裂后都有多数派`,
    },
    remedy: lineFor(at("nodes"), right.find((count) => count >= messaging.nodes) ?? MOST_NODES),
  };
}

export function* brokerDiskHoldsItsMemory({ messaging }: Draft): Iterable<Finding> {
  if (messaging?.kind !== "cluster") return;
  const { memoryGiB, diskGiB } = messaging.machine;
  const least = SYSTEM_DISK_GIB + memoryGiB;
  // Equal would be full from the first day.
  if (diskGiB > least) return;
  yield {
    at: at("machine", "diskGiB"),
    expected: {
      en: `more than ${least} GiB: ${SYSTEM_DISK_GIB} for the system and ${memoryGiB}, as much as the memory, that must stay free`,
      zh: `大于 ${least} GiB：系统 ${SYSTEM_DISK_GIB} GiB，另须保留与内存等量的 ${memoryGiB} GiB 空闲`,
    },
    remedy: lineFor(at("machine", "diskGiB"), least + SYSTEM_DISK_GIB),
  };
}

/** As for edges and Tomcats: on Alibaba Cloud a machine is bought by type. */
export function* brokerSizeIsOffered(draft: Draft): Iterable<Finding> {
  const { messaging, alicloud } = draft;
  if (messaging?.kind !== "cluster") return;
  if (!MINI_PROGRAMS.some((name) => draft[name]?.platform === "alicloud")) return;
  const families = alicloud?.instanceFamilies.filter(isKnownFamily) ?? [];
  const { machine } = messaging;
  if (families.length === 0 || instanceTypeOf(machine, families) !== undefined) return;
  const offers = families.flatMap(machinesOf).sort((a, b) => a.cpus - b.cpus || a.memoryGiB - b.memoryGiB);
  const { cpus, memoryGiB } =
    offers.find((offer) => offer.cpus >= machine.cpus && offer.memoryGiB >= machine.memoryGiB) ?? machine;
  yield {
    at: at("machine"),
    expected: {
      en: `CPUs and memory that ${families.join(", ")} offer together`,
      zh: `${families.join("、")} 提供的 CPU 与内存组合`,
    },
    remedy: lineFor(at("machine"), { cpus, memoryGiB, diskGiB: machine.diskGiB }),
  };
}

export function* managedHasTwoZones({ messaging, zones }: Draft): Iterable<Finding> {
  if (messaging?.kind !== "managed" || !zones || new Set(zones).size >= MANAGED_ZONES) return;
  yield {
    at: at("kind"),
    expected: {
      en: "cluster where hougu:zones has one zone: the managed service stands in two",
      zh: "hougu:zones 只有一个可用区时应为 cluster：托管服务跨两个可用区",
    },
    remedy: {
      en: "write `kind: cluster` under hougu:messaging, or add a zone to hougu:zones",
      zh: "在 hougu:messaging 下写 `kind: cluster`，或在 hougu:zones 中增加一个可用区",
    },
  };
}

export function* managedIsReached(draft: Draft): Iterable<Finding> {
  const { messaging } = draft;
  if (messaging?.kind !== "managed") return;
  const path = at("publicMessagesPerSecond");
  const outside = MINI_PROGRAMS.filter((name) => draft[name]?.platform === "vsphere");
  const rate = messaging.publicMessagesPerSecond;
  if (rate === undefined) {
    if (outside.length === 0) return;
    yield {
      at: path,
      expected: {
        en: `a ceiling of messages over the internet, by which ${outside.join(" and ")} (platform: vsphere) gets there`,
        zh: `公网消息数上限：${outside.join("、")}（platform: vsphere）经公网访问`,
      },
      remedy: lineFor(path, 2 * PUBLIC_STEP),
    };
  } else if (rate % PUBLIC_STEP !== 0) {
    yield {
      at: path,
      expected: { en: `a multiple of ${PUBLIC_STEP}`, zh: `${PUBLIC_STEP} 的倍数` },
      remedy: lineFor(path, Math.ceil(rate / PUBLIC_STEP) * PUBLIC_STEP),
    };
  } else if (outside.length === 0 && draft.artist && draft.food) {
    yield {
      at: path,
      expected: {
        en: "nothing: every mini-program runs on Alibaba Cloud, and what nobody uses is only a way in",
        zh: "不应设置：所有小程序都运行在阿里云上，无人使用的公网入口只会增加风险",
      },
      remedy: {
        en: "delete hougu:messaging.publicMessagesPerSecond",
        zh: "删除 hougu:messaging.publicMessagesPerSecond",
      },
    };
  }
}
