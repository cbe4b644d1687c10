import type { Mapping } from "./mappings.ts";
import { SNAPSHOT_POLICY } from "./snapshots.ts";

/** Names of the policies that templates refer to. */
export const LIFECYCLES = { live: "hougu-logs", imported: "hougu-imported-logs" } as const;

export interface RetentionArgs {
  /** Days that a line can be found for. */
  readonly retentionDays: number;
  /** Days on the fast nodes; the rest on the warm ones, where there are such. */
  readonly hotDays: number;
  readonly hasWarmNodes: boolean;
  /** Something takes snapshots every night. */
  readonly hasSnapshots: boolean;
}

/**
 * Elastic's advice is 10 to 50 GB a shard ("Size your shards"): above, a shard takes long to move to another node, far
 * below, thousands of them fill the heap.
 */
const LARGEST_SHARD_GIB = 30;
/** Indexes that a data stream's lifetime is cut into: one more or less is what a line's deletion may come late by. */
const PARTS = 12;
/** A month's imported lines may be written until its index is this old. */
const MONTH_DAYS = 31;

/** Days after which a stream begins a new index. */
export function rolloverDays({ retentionDays, hotDays }: RetentionArgs): number {
  return Math.max(1, Math.min(Math.ceil(retentionDays / PARTS), hotDays));
}

/**
 * Lifecycle of live lines. Ages count from the rollover, so a line lives for `retentionDays` at least and
 * `rolloverDays` longer at most.
 */
export function liveLifecycle(args: RetentionArgs): Mapping {
  const { retentionDays, hotDays, hasWarmNodes } = args;
  const hot = {
    min_age: "0ms",
    actions: {
      rollover: { max_age: `${rolloverDays(args)}d`, max_primary_shard_size: `${LARGEST_SHARD_GIB}gb` },
      // After a restart today's lines are there first.
      set_priority: { priority: 100 },
    },
  };
  const warm = {
    min_age: `${hotDays}d`,
    // The move to warm nodes comes by itself.
    actions: { readonly: {}, forcemerge: { max_num_segments: 1 }, set_priority: { priority: 50 } },
  };
  return policy({
    hot,
    ...(hasWarmNodes && hotDays < retentionDays ? { warm } : {}),
    delete: deleteAfter(retentionDays, args),
  });
}

/** Lifecycle of imported lines, whose index is as old as the month they are of. */
export function importedLifecycle(args: RetentionArgs): Mapping {
  return policy({ delete: deleteAfter(args.retentionDays + MONTH_DAYS, args) });
}

function policy(phases: Mapping): Mapping {
  return { policy: { phases, _meta: { description: "Made by Hougu" } } };
}

/** Where there are snapshots, nothing is deleted that none of them has. */
function deleteAfter(days: number, { hasSnapshots }: RetentionArgs): Mapping {
  return {
    min_age: `${days}d`,
    actions: { ...(hasSnapshots ? { wait_for_snapshot: { policy: SNAPSHOT_POLICY } } : {}), delete: {} },
  };
}
