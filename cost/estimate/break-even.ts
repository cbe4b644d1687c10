import type { Catalogue } from "../catalogue/catalogue.ts";
import { DAYS_PER_MONTH, Decimal, HOURS_PER_MONTH } from "../money.ts";
import type { Estimate, LineItem } from "./estimate.ts";

/** What is paid by the hour and is also sold by the month. */
export interface BreakEven {
  readonly sku: string;
  readonly product: string;
  /** How many run all day: a pool's floor, not what it grows by. */
  readonly count: number;
  /** Hours a day from which on a month in advance is cheaper. */
  readonly hoursPerDay: Decimal;
  /** Yuan a month for all of them. */
  readonly onDemand: Decimal;
  readonly subscription: Decimal;
}

/** Largest difference first. Spot capacity is left out: a subscription has another promise. */
export function breakEvens({ items, region }: Estimate, catalogue: Catalogue): readonly BreakEven[] {
  const counts = new Map<string, { price: LineItem["price"]; count: number }>();
  for (const item of items) {
    const { price, unitPrice } = item;
    if (price.unit !== "hour" || !unitPrice.expected.eq(price.cny)) continue;
    const found = counts.get(price.sku);
    counts.set(price.sku, { price, count: (found?.count ?? 0) + alwaysOn(item) });
  }
  return [...counts]
    .flatMap(([sku, { price, count }]): BreakEven[] => {
      const month = catalogue.price(sku, region, "subscription");
      if (month === undefined || month.unit !== "month" || count === 0) return [];
      return [
        {
          sku,
          product: price.product,
          count,
          hoursPerDay: new Decimal(month.cny).div(price.cny).div(DAYS_PER_MONTH),
          onDemand: HOURS_PER_MONTH.times(price.cny).times(count),
          subscription: new Decimal(month.cny).times(count),
        },
      ];
    })
    .sort((one, other) => savingOf(other).cmp(savingOf(one)));
}

/** Yuan a month that subscriptions would save; negative where they would cost more. */
export function savingOf({ onDemand, subscription }: BreakEven): Decimal {
  return onDemand.minus(subscription);
}

function alwaysOn({ byHour, quantity }: LineItem): number {
  if (byHour) return Math.floor(Math.min(...byHour));
  return quantity.expected.div(HOURS_PER_MONTH).round().toNumber();
}
