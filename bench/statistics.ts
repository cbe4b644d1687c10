/** What several runs of the same thing showed, in the unit of its samples. */
export interface Spread {
  readonly samples: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Throws when there is nothing to look at. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error("no samples");
  return { samples: sorted.length, min, median: medianOf(sorted), max };
}

function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const [lower, upper] = [sorted[middle - 1], sorted[middle]];
  if (upper === undefined) return Number.NaN;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/**
 * Ratios of two series that were taken in turn: the i-th of one with the i-th of the other, so that what slows the
 * machine for a while slows both.
 */
export function ratiosOf(series: readonly number[], base: readonly number[]): Spread {
  return spreadOf(
    series.flatMap((value, index) => {
      const other = base[index];
      return other === undefined || other === 0 ? [] : [value / other];
    }),
  );
}
