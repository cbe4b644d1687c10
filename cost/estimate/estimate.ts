import type { Localized } from "../../components/locale/localized.ts";
import { type Catalogue, freeReason, unpricedReason } from "../catalogue/catalogue.ts";
import { ON_PREMISES_REGION } from "../catalogue/on-premises.ts";
import type { Price } from "../catalogue/price.ts";
import { certain, type Decimal, NOTHING, plus, type Range, rangeOf, toFen, ZERO } from "../money.ts";
import { RATERS } from "../resources/raters.ts";
import type { BillableResource, Charge } from "../resources/resource.ts";
import type { Usage } from "../usage/usage.ts";
import { divided } from "./divided.ts";
import { programOf } from "./program.ts";

export interface EstimateInput {
  readonly resources: readonly BillableResource[];
  readonly catalogue: Catalogue;
  readonly usage: Usage;
  /** Region whose prices hold, e.g. `cn-hangzhou`. */
  readonly region: string;
  /** `dev` or `prod`. */
  readonly environment: string;
}

/** One line of the bill: a resource, something it is charged for, and a month's cost. */
export interface LineItem {
  readonly resource: BillableResource;
  /** Mini-program, or `platform`. */
  readonly program: string;
  readonly environment: string;
  readonly label: Localized;
  readonly price: Price;
  /** Yuan for one unit, after the ratio of spot capacity. */
  readonly unitPrice: Range;
  /** The resource's share of the units. */
  readonly quantity: Range;
  /** Yuan a month, in whole fen: sums of lines are exact. */
  readonly cost: Range;
  readonly byHour?: readonly number[];
}

/** A resource, or something that it is charged for, without a price. */
export interface Unpriced {
  readonly resource: BillableResource;
  readonly program: string;
  readonly reason: Localized;
}

export interface FreeResource {
  readonly resource: BillableResource;
  readonly reason: Localized;
}

export interface Estimate {
  readonly environment: string;
  readonly region: string;
  readonly currency: "CNY";
  readonly items: readonly LineItem[];
  readonly total: Range;
  /** Of the total, what rests on prices that are assumptions. */
  readonly assumed: Range;
  readonly unpriced: readonly Unpriced[];
  readonly free: readonly FreeResource[];
  /** The price that was read the longest time ago; absent when nothing has one. */
  readonly oldest?: Price;
}

interface Draft {
  readonly resource: BillableResource;
  readonly program: string;
  readonly charge: Charge;
  readonly price: Price;
}

/** What a month of these resources costs. Pure, and linear in their number. */
export function estimate(input: EstimateInput): Estimate {
  const { resources, environment, region } = input;
  const drafts: Draft[] = [];
  const unpriced: Unpriced[] = [];
  const free: FreeResource[] = [];
  for (const resource of resources) rate(resource, input, { drafts, unpriced, free });
  const items = itemsOf(drafts, environment);
  const total = sumOf(items);
  const oldest = items
    .map(({ price }) => price)
    .reduce<Price | undefined>((old, price) => (old && old.date <= price.date ? old : price), undefined);
  return {
    environment,
    region,
    currency: "CNY",
    items,
    total,
    assumed: sumOf(items.filter(({ price }) => price.assumption !== undefined)),
    unpriced,
    free,
    ...(oldest && { oldest }),
  };
}

interface Found {
  readonly drafts: Draft[];
  readonly unpriced: Unpriced[];
  readonly free: FreeResource[];
}

function rate(resource: BillableResource, input: EstimateInput, found: Found): void {
  const program = programOf(resource, Object.keys(input.usage.programs));
  const rater = RATERS[resource.type];
  if (rater === undefined) {
    const free = freeReason(resource.type);
    if (free) found.free.push({ resource, reason: free });
    else found.unpriced.push({ resource, program, reason: unpricedReason(resource.type) ?? NOBODY_KNOWS });
    return;
  }
  const { catalogue, usage, region } = input;
  for (const charge of rater(resource, { catalogue, usage, program })) {
    if ("unknown" in charge) {
      found.unpriced.push({ resource, program, reason: charge.unknown });
      continue;
    }
    const place = resource.type.startsWith("vsphere:") ? ON_PREMISES_REGION : region;
    const price =
      catalogue.price(charge.sku, place, TERMS[charge.unit] ?? "on-demand") ??
      catalogue.price(charge.sku, place, "subscription");
    if (price === undefined || price.unit !== charge.unit)
      found.unpriced.push({ resource, program, reason: noPrice(charge.sku, place) });
    else found.drafts.push({ resource, program, charge, price });
  }
}

/** A month in advance is what subscriptions are sold by. */
const TERMS: Partial<Record<Charge["unit"], "subscription">> = { month: "subscription" };

const NOBODY_KNOWS: Localized = {
  en: "the catalogue does not know this type",
  zh: "价格目录中没有此类型",
};

function noPrice(sku: string, region: string): Localized {
  return {
    en: `no price of ${sku} in ${region}`,
    zh: `没有 ${sku} 在 ${region} 的价格`,
  };
}

/** Draws the lines up; what several resources share is divided in whole fen, so that the parts are the whole. */
function itemsOf(drafts: readonly Draft[], environment: string): LineItem[] {
  const sharers = Map.groupBy(
    drafts.filter(({ charge }) => charge.sharedBy !== undefined),
    ({ charge }) => charge.sharedBy,
  );
  const places = new Map<Draft, number>();
  for (const group of sharers.values()) group.forEach((draft, place) => void places.set(draft, place));
  const parts = new Map<string | undefined, readonly Range[]>();
  return drafts.map((draft) => {
    const { resource, program, charge, price } = draft;
    const unitPrice = unitPriceOf(charge, price);
    const whole = rangeOf((scenario) => toFen(unitPrice[scenario].times(charge.quantity[scenario])));
    const place = places.get(draft);
    let [cost, quantity] = [whole, charge.quantity];
    if (place !== undefined) {
      const members = sharers.get(charge.sharedBy)?.length ?? 1;
      const divisions = parts.get(charge.sharedBy) ?? divided(whole, members);
      parts.set(charge.sharedBy, divisions);
      cost = divisions[place] ?? NOTHING;
      quantity = rangeOf((scenario) => charge.quantity[scenario].div(members));
    }
    return {
      resource,
      program,
      environment,
      label: charge.label,
      price,
      unitPrice,
      quantity,
      cost,
      ...(charge.byHour && { byHour: charge.byHour }),
    };
  });
}

function unitPriceOf({ ratio }: Charge, { cny }: Price): Range {
  const listed = certain(cny);
  return ratio ? rangeOf((scenario) => listed[scenario].times(ratio[scenario])) : listed;
}

export function sumOf(items: Iterable<{ readonly cost: Range }>): Range {
  let sum: Range = { low: ZERO, expected: ZERO, high: ZERO };
  for (const { cost } of items) sum = plus(sum, cost);
  return sum;
}

/** A group's share of the whole, 0 to 1; nothing of nothing is nothing. */
export function shareOf(part: Decimal, whole: Decimal): Decimal {
  return whole.isZero() ? ZERO : part.div(whole);
}
