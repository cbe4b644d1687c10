import { type Decimal, plus, type Range } from "../money.ts";
import type { Estimate, LineItem } from "./estimate.ts";

/** A part of the whole, largest first in every list. */
export interface Total {
  readonly key: string;
  readonly cost: Range;
  readonly resources: number;
}

/** Parts by a key; what has none is under `-`. They add up to the whole. */
export function totalsBy(items: readonly LineItem[], keyOf: (item: LineItem) => string | undefined): Total[] {
  const found = new Map<string, { cost: Range; urns: Set<string> }>();
  for (const item of items) {
    const key = keyOf(item) ?? "-";
    const total = found.get(key);
    if (total === undefined) found.set(key, { cost: item.cost, urns: new Set([item.resource.urn]) });
    else {
      total.cost = plus(total.cost, item.cost);
      total.urns.add(item.resource.urn);
    }
  }
  return [...found]
    .map(([key, { cost, urns }]) => ({ key, cost, resources: urns.size }))
    .sort((one, other) => other.cost.expected.cmp(one.cost.expected) || (one.key < other.key ? -1 : 1));
}

export const byProduct = ({ items }: Estimate) => totalsBy(items, ({ price }) => price.product);
export const byProgram = ({ items }: Estimate) => totalsBy(items, ({ program }) => program);
export const byEnvironment = ({ items }: Estimate) => totalsBy(items, ({ environment }) => environment);
export const byResource = ({ items }: Estimate) => totalsBy(items, ({ resource }) => resource.urn);
export const byTag = ({ items }: Estimate, key: string) =>
  totalsBy(items, ({ resource }) => resource.tags[key]);

/** Expected yuan of each hour of a mean day, by product. Sums up to a day's cost but for what division leaves. */
export function byHour(items: readonly LineItem[], days: Decimal): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { price, cost, byHour: shape } of items) {
    const hours = found.get(price.product) ?? new Array<number>(24).fill(0);
    const perDay = cost.expected.div(days).toNumber();
    const sum = shape?.reduce((total, share) => total + share, 0) ?? 0;
    for (let hour = 0; hour < 24; hour++)
      hours[hour] =
        (hours[hour] ?? 0) + (shape && sum > 0 ? (perDay * (shape[hour] ?? 0)) / sum : perDay / 24);
    found.set(price.product, hours);
  }
  return found;
}
