import type { Price } from "../catalogue/price.ts";
import type { Decimal } from "../money.ts";
import { type Question, questionOf } from "./questions.ts";

/** What Alibaba Cloud says to a question: the cost of the module before discounts. */
export interface Answer {
  readonly currency: string;
  /** For all the units that were asked for, before discounts. */
  readonly cost: Decimal;
}

/** Asks one question. @throws whatever the service refuses with */
export type Ask = (question: Question, region: string) => Promise<Answer>;

export interface Refreshed {
  /** Prices in yuan, as of today. */
  readonly prices: readonly Price[];
  /** What was asked and got no price in yuan, and why. */
  readonly refused: readonly { readonly price: Price; readonly reason: string }[];
  /** What has no documented question. */
  readonly unasked: readonly Price[];
}

/**
 * The prices of a region as Alibaba Cloud gives them today. Currency is never converted: an account that is billed in
 * dollars gets no price in yuan.
 */
export async function refresh(
  prices: readonly Price[],
  region: string,
  ask: Ask,
  today: string,
): Promise<Refreshed> {
  const found: Price[] = [];
  const refused: { price: Price; reason: string }[] = [];
  const unasked: Price[] = [];
  for (const price of prices) {
    if (!price.regions.includes(region)) continue;
    const question = questionOf(price);
    if (question === undefined) {
      unasked.push(price);
      continue;
    }
    try {
      const { currency, cost } = await ask(question, region);
      if (currency === "CNY") found.push(renewed(question, region, cost, today));
      else refused.push({ price, reason: `priced in ${currency}, not in CNY` });
    } catch (error) {
      refused.push({ price, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { prices: found, refused, unasked };
}

function renewed(
  { price, units, productCode }: Question,
  region: string,
  cost: Decimal,
  date: string,
): Price {
  // The old record's doubts are gone with its number.
  const { assumption: _, ...kept } = price;
  return {
    ...kept,
    regions: [region],
    cny: cost.div(units).toDecimalPlaces(6).toFixed(),
    source: `BssOpenApi ${price.term === "on-demand" ? "GetPayAsYouGoPrice" : "GetSubscriptionPrice"} ${productCode}`,
    date,
  };
}
