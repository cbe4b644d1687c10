import { breakEvens, savingOf } from "../../cost/estimate/break-even.ts";
import { shareOf } from "../../cost/estimate/estimate.ts";
import {
  byEnvironment,
  byProduct,
  byProgram,
  byResource,
  byTag,
  type Total,
} from "../../cost/estimate/totals.ts";
import type { Range } from "../../cost/money.ts";
import type { StackEstimate } from "./estimate-stack.ts";

/** Tags that bills are divided by. */
const TAGS = ["cost-centre", "owner", "role", "environment"] as const;

/** Amounts are texts: a JSON number is binary floating point to most readers. */
function amounts({ low, expected, high }: Range) {
  return { low: low.toFixed(2), expected: expected.toFixed(2), high: high.toFixed(2) };
}

function totals(list: readonly Total[]) {
  return list.map(({ key, cost, resources }) => ({ key, resources, ...amounts(cost) }));
}

/** The JSON document of `hougu cost`. */
export function costDocument(
  stack: string,
  monthlyBudget: number,
  { estimate, catalogue, usageFile }: StackEstimate,
) {
  const { total, assumed, items, unpriced, free, oldest, region, environment, currency } = estimate;
  return {
    stack,
    environment,
    region,
    currency,
    usageFile,
    budget: { monthly: monthlyBudget.toFixed(2), expectedWithin: total.expected.lte(monthlyBudget) },
    total: amounts(total),
    assumedShare: shareOf(assumed.expected, total.expected).toFixed(4),
    oldestPrice: oldest ? { sku: oldest.sku, date: oldest.date } : null,
    byProduct: totals(byProduct(estimate)),
    byProgram: totals(byProgram(estimate)),
    byEnvironment: totals(byEnvironment(estimate)),
    byTag: Object.fromEntries(TAGS.map((tag) => [tag, totals(byTag(estimate, tag))])),
    byResource: totals(byResource(estimate)),
    breakEven: breakEvens(estimate, catalogue).map((one) => ({
      sku: one.sku,
      count: one.count,
      hoursPerDay: one.hoursPerDay.toFixed(1),
      onDemand: one.onDemand.toFixed(2),
      subscription: one.subscription.toFixed(2),
      saving: savingOf(one).toFixed(2),
    })),
    items: items.map(({ resource, program, label, price, unitPrice, quantity, cost }) => ({
      urn: resource.urn,
      name: resource.name,
      program,
      product: price.product,
      sku: price.sku,
      item: label.en,
      unit: price.unit,
      unitPrice: unitPrice.expected.toFixed(),
      quantity: quantity.expected.toDecimalPlaces(6).toFixed(),
      ...amounts(cost),
      source: price.source,
      date: price.date,
      ...(price.assumption !== undefined && { assumption: price.assumption }),
    })),
    unpriced: unpriced.map(({ resource, program, reason }) => ({
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      program,
      reason: reason.en,
    })),
    free: free.map(({ resource, reason }) => ({ urn: resource.urn, type: resource.type, reason: reason.en })),
  };
}
