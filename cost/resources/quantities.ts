import { certain, DAYS_PER_MONTH, Decimal, HOURS_PER_MONTH, type Range, rangeOf } from "../money.ts";
import type { UsageRange } from "../usage/usage.ts";

/** Every hour of a month. */
export const ALL_HOURS: Range = certain(HOURS_PER_MONTH);
export const ALL_DAYS: Range = certain(DAYS_PER_MONTH);
export const ONE: Range = certain(1);

export function measured(range: UsageRange): Range {
  return rangeOf((scenario) => new Decimal(range[scenario]));
}

/** Prices of requests are for ten thousand, usage is in millions. */
export function tenThousands(millions: UsageRange): Range {
  return rangeOf((scenario) => new Decimal(millions[scenario]).times(100));
}

/** What falls into each hour of a day when the profile says how busy each is. Sums up to `perDay`, if anything is busy. */
export function overTheDay(perDay: Decimal, profile: readonly number[]): readonly Decimal[] {
  const sum = profile.reduce((total, share) => total.plus(share), new Decimal(0));
  return profile.map((share) => (sum.isZero() ? perDay.div(24) : perDay.times(share).div(sum)));
}

/** A function of a usage that many resources of an estimate ask: computed once for each. */
export function once<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}
