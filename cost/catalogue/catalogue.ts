import type { Localized } from "../../components/locale/localized.ts";
import { DISKS, INSTANCES, SPOT } from "./alicloud/compute.ts";
import { CACHES, DATABASES, OBJECTS } from "./alicloud/data.ts";
import { ADDRESSES, BALANCERS, DELIVERY, NAMES } from "./alicloud/network.ts";
import { CLUSTERS, LOGS, REGISTRIES } from "./alicloud/platform.ts";
import { PROTECTION } from "./alicloud/protection.ts";
import { FREE_TYPES, UNPRICED_TYPES } from "./free.ts";
import { ON_PREMISES, ON_PREMISES_REGION, pricesOf } from "./on-premises.ts";
import type { Price, SpotRatio, Term } from "./price.ts";

/** Day on which the parameters of the data centre were written down. */
const ON_PREMISES_DATE = "2026-11-25";

export const PRICES: readonly Price[] = [
  ...INSTANCES,
  ...DISKS,
  ...BALANCERS,
  ...ADDRESSES,
  ...NAMES,
  ...DELIVERY,
  ...PROTECTION,
  ...DATABASES,
  ...CACHES,
  ...OBJECTS,
  ...CLUSTERS,
  ...REGISTRIES,
  ...LOGS,
  ...pricesOf(ON_PREMISES, ON_PREMISES_DATE),
];

/** Prices by what is sold, where and how. */
export class Catalogue {
  readonly prices: readonly Price[];
  readonly spot: SpotRatio;
  readonly #byKey = new Map<string, Price>();

  /** @param newer prices that take the place of those with the same SKU, region and term, e.g. refreshed ones */
  constructor(newer: readonly Price[] = [], prices: readonly Price[] = PRICES, spot: SpotRatio = SPOT) {
    this.prices = [...prices, ...newer];
    this.spot = spot;
    for (const price of this.prices)
      for (const region of price.regions) this.#byKey.set(keyOf(price.sku, region, price.term), price);
  }

  /** The price in a region; nothing when none is known there: a neighbour's would be a guess. */
  price(sku: string, region: string, term: Term = "on-demand"): Price | undefined {
    return this.#byKey.get(keyOf(sku, region, term)) ?? this.#byKey.get(keyOf(sku, ON_PREMISES_REGION, term));
  }
}

function keyOf(sku: string, region: string, term: Term): string {
  return `${sku} ${region} ${term}`;
}

/** Why a type costs nothing; nothing when it isn't known as free. */
export function freeReason(type: string): Localized | undefined {
  return FREE_TYPES.find((free) => matches(free.type, type))?.reason;
}

/** Why a type that costs money has no price. */
export function unpricedReason(type: string): Localized | undefined {
  return UNPRICED_TYPES.find((unpriced) => matches(unpriced.type, type))?.reason;
}

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
