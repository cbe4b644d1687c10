import type { World } from "./world.ts";

/** Money for a month. */
export interface MonthlyCost {
  /** Yuan of the Chinese mainland. */
  readonly cny: number;
  /** Resources whose price isn't known: the sum is without them. */
  readonly unpriced: number;
}

/**
 * What a stack's resources cost, by list price.
 * The review takes whoever can tell; without one it says that nothing was estimated, never a number of its own.
 */
export type CostOf = (world: World) => MonthlyCost;

export interface CostChange {
  readonly before: MonthlyCost;
  readonly after: MonthlyCost;
  /** Part of the cost before, e.g. `0.5` for half as much again; absent where there was none before. */
  readonly ratio?: number;
}

export function costChangeOf(costOf: CostOf, before: World, after: World): CostChange {
  const [old, now] = [costOf(before), costOf(after)];
  return { before: old, after: now, ...(old.cny > 0 && { ratio: now.cny / old.cny - 1 }) };
}
