import { Decimal as Base } from "decimal.js";

/**
 * Decimal numbers for money and for what is billed: 0.1 + 0.2 is 0.3. Forty digits hold any product of a price with six
 * places and a month's quantity exactly; only divisions round.
 */
export const Decimal = Base.clone({
  precision: 40,
  rounding: Base.ROUND_HALF_UP,
  toExpNeg: -20,
  toExpPos: 30,
});
export type Decimal = Base;

export const ZERO: Decimal = new Decimal(0);

/** What a month may come to. */
export interface Range<T = Decimal> {
  readonly low: T;
  readonly expected: T;
  readonly high: T;
}

export const SCENARIOS = ["low", "expected", "high"] as const;
export type Scenario = (typeof SCENARIOS)[number];

export function rangeOf<T>(value: (scenario: Scenario) => T): Range<T> {
  return { low: value("low"), expected: value("expected"), high: value("high") };
}

/** The same in every scenario. */
export function certain(value: Decimal.Value | Decimal): Range {
  const decimal = new Decimal(value);
  return { low: decimal, expected: decimal, high: decimal };
}

export declare namespace Decimal {
  type Value = Base.Value;
}

export const NOTHING: Range = certain(0);

export function plus(one: Range, other: Range): Range {
  return rangeOf((scenario) => one[scenario].plus(other[scenario]));
}

export function times(range: Range, factor: Decimal.Value | Decimal): Range {
  return rangeOf((scenario) => range[scenario].times(factor));
}

/** To the fen (a hundredth of a yuan), halves upwards, as bills round. */
export function toFen(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(2);
}

/** Hours of an average month: 8,760 of a year by twelve. */
export const HOURS_PER_MONTH: Decimal = new Decimal(730);
/** Days of an average month; 730 hours by 24. */
export const DAYS_PER_MONTH: Decimal = HOURS_PER_MONTH.div(24);
