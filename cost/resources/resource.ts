import type { Localized } from "../../components/locale/localized.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Unit } from "../catalogue/price.ts";
import { Decimal, type Range } from "../money.ts";
import type { Usage } from "../usage/usage.ts";

/** A resource as far as its cost is asked: from a state or from a preview. */
export interface BillableResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Outputs where they are known, inputs otherwise. A symbol stands for a value that isn't known yet. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Tags by key, whatever the cloud calls them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a resource is charged for. */
export interface Charge {
  readonly sku: string;
  /** Units a month. */
  readonly quantity: Range;
  readonly unit: Unit;
  readonly label: Localized;
  /**
   * Resources with the same key divide one quantity among them: two addresses of a mini-program carry its traffic once.
   * The quantity of a key must follow from the usage alone.
   */
  readonly sharedBy?: string;
  /** What part of the day's cost falls into each hour, in any scale; absent when every hour costs the same. */
  readonly byHour?: readonly number[];
  /** The catalogue's price is multiplied with this share, e.g. of spot capacity. */
  readonly ratio?: Range;
}

/** A property that a price depends on and nobody knows. */
export interface Unknown {
  readonly unknown: Localized;
}

export interface RatingContext {
  readonly catalogue: Catalogue;
  readonly usage: Usage;
  /** Mini-program that the resource belongs to, or `platform`. */
  readonly program: string;
}

/** One file for each kind of resource: the facts that its price depends on, and nothing else. */
export type Rater = (resource: BillableResource, context: RatingContext) => Iterable<Charge | Unknown>;

export function text(props: BillableResource["props"], key: string): string | undefined {
  const value = props[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Numbers come as numbers, and from some properties of the provider as texts. */
export function number(props: BillableResource["props"], key: string): Decimal | undefined {
  const value = props[key];
  if (typeof value === "number" && Number.isFinite(value)) return new Decimal(value);
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? new Decimal(value) : undefined;
}

export function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
}

export function missing(property: string): Unknown {
  return {
    unknown: {
      en: `${property} is not known, and the price depends on it`,
      zh: `${property} 未知，而价格取决于它`,
    },
  };
}

/** Use that the usage file should name and doesn't. */
export function unlisted(key: string): Unknown {
  return {
    unknown: { en: `the usage file has no ${key}`, zh: `用量文件中没有 ${key}` },
  };
}
