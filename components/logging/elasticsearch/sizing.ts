import type { Machine } from "../../config/environment.ts";
import type { Localized } from "../../locale/localized.ts";
import { DATASETS } from "../lines/datasets.ts";
import { type RetentionArgs, rolloverDays } from "./lifecycle.ts";

/** Nodes of one kind. */
export interface NodePool {
  readonly count: number;
  /** Of each; `diskGiB` is the disk of the data. */
  readonly machine: Machine;
}

export interface SizingArgs {
  /** GiB of lines that all machines write in a day, as they lie in their files. */
  readonly gibPerDay: number;
  readonly retentionDays: number;
  readonly hotDays: number;
  readonly hot: NodePool;
  /** Absent where every line stays on the same nodes. */
  readonly warm?: NodePool | undefined;
}

/** What a pool must hold and can hold, in GiB. */
export interface PoolLoad {
  readonly neededGiB: number;
  readonly availableGiB: number;
}

export interface Sizing {
  readonly replicas: 0 | 1;
  readonly hot: PoolLoad;
  readonly warm?: PoolLoad | undefined;
  readonly shards: { readonly needed: number; readonly most: number };
}

/**
 * Bytes in an index for each byte of a line, with both its fields and its source, best_compression, one segment: 0.64
 * is measured on access lines of Nginx whose addresses, ids and paths are all different, and a sixth more is reckoned with
 * (test/logging/elasticsearch.daemon.test.ts).
 */
export const INDEX_SHARE = 0.75;
/** Elasticsearch gives no shard to a disk that is 85 % full (cluster.routing.allocation.disk.watermark.low). */
const USABLE_SHARE = 0.85;
/** Merges write a segment anew before the old ones go; half of the hot lines' last shard, a tenth of all. */
const MERGE_SHARE = 0.9;
/** Half of a machine's memory is the heap, the other half caches files; above 31 GiB pointers cost twice as much. */
const HEAP_SHARE = 0.5;
const LARGEST_HEAP_GIB = 31;
/** "Aim for 20 shards or fewer per GB of heap memory" (Elasticsearch 7.17, "Size your shards"). */
const SHARDS_PER_HEAP_GIB = 20;

/** MiB of a node's heap. */
export function heapMiB({ memoryGiB }: Pick<Machine, "memoryGiB">): number {
  return Math.floor(Math.min(memoryGiB * HEAP_SHARE, LARGEST_HEAP_GIB) * 1024);
}

/** What a cluster must hold, against what it can. */
export function sizingOf(args: SizingArgs): Sizing {
  const { hot, warm, gibPerDay, retentionDays, hotDays } = args;
  const replicas = hot.count > 1 && (warm === undefined || warm.count > 1) ? 1 : 0;
  const late = rolloverDays(retentionOf(args));
  const perDay = gibPerDay * INDEX_SHARE * (1 + replicas);
  const daysHot = (warm ? Math.min(hotDays, retentionDays) : retentionDays) + late;
  const streamIndexes = Math.ceil((retentionDays + late) / late) + 1;
  const heap = [hot, ...(warm ? [warm] : [])]
    .map(({ count, machine }) => (count * heapMiB(machine)) / 1024)
    .reduce((sum, own) => sum + own, 0);
  return {
    replicas,
    hot: { neededGiB: perDay * daysHot, availableGiB: roomOf(hot, replicas) },
    ...(warm && {
      warm: {
        neededGiB: perDay * Math.max(0, retentionDays - hotDays),
        availableGiB: roomOf(warm, replicas),
      },
    }),
    shards: {
      needed: DATASETS.length * streamIndexes * (1 + replicas),
      most: Math.floor(heap * SHARDS_PER_HEAP_GIB),
    },
  };
}

/** With copies, the nodes that are left when one is lost must hold all. */
function roomOf({ count, machine }: NodePool, replicas: 0 | 1): number {
  return Math.max(1, count - replicas) * machine.diskGiB * USABLE_SHARE * MERGE_SHARE;
}

function retentionOf({ retentionDays, hotDays, warm }: SizingArgs): RetentionArgs {
  return { retentionDays, hotDays, hasWarmNodes: warm !== undefined, hasSnapshots: false };
}

/** Why lines of so many days don't fit, one text for each reason; none when they do. */
export function sizingProblems(args: SizingArgs): readonly Localized[] {
  const { hot, warm, shards } = sizingOf(args);
  return [
    ...poolProblems("hot", args.hot, hot),
    ...(args.warm && warm ? poolProblems("warm", args.warm, warm) : []),
    ...(shards.needed > shards.most
      ? [
          {
            en: `${shards.needed} shards for ${args.retentionDays} days, and the nodes' heap carries ${shards.most} (${SHARDS_PER_HEAP_GIB} for each GiB): more memory, more nodes, or fewer days`,
            zh: `保留 ${args.retentionDays} 天需要 ${shards.needed} 个分片，而各节点堆内存最多承载 ${shards.most} 个（每 GiB ${SHARDS_PER_HEAP_GIB} 个）：请增加内存或节点，或减少保留天数`,
          },
        ]
      : []),
  ];
}

function poolProblems(
  tier: "hot" | "warm",
  pool: NodePool,
  { neededGiB, availableGiB }: PoolLoad,
): readonly Localized[] {
  if (neededGiB <= availableGiB) return [];
  const disk = Math.ceil((pool.machine.diskGiB * neededGiB) / availableGiB);
  const name = { hot: { en: "hot", zh: "热" }, warm: { en: "warm", zh: "温" } }[tier];
  return [
    {
      en: `${name.en} nodes need ${Math.ceil(neededGiB)} GiB for lines and copies, and have ${Math.floor(availableGiB)} GiB when one of ${pool.count} is lost and no disk is fuller than 85 %: disks of ${disk} GiB, more nodes, or fewer days`,
      zh: `${name.zh}节点存放日志及副本需要 ${Math.ceil(neededGiB)} GiB，而 ${pool.count} 个节点损失一个、磁盘占用不超过 85% 时只有 ${Math.floor(availableGiB)} GiB：请将磁盘增至 ${disk} GiB、增加节点，或减少保留天数`,
    },
  ];
}
