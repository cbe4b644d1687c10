import type { Localized } from "../../components/locale/localized.ts";

/** What one unit of a price is. */
export type Unit =
  | "hour"
  | "month"
  | "day"
  | "GB"
  | "GB-hour"
  | "GB-month"
  | "GB-day"
  | "LCU-hour"
  | "CU-hour"
  | "SeCU"
  | "10k-requests"
  | "vCPU-month"
  | "GiB-month";

/** Paid as it is used, or a month in advance. */
export type Term = "on-demand" | "subscription";

/** A price before discounts, in yuan, tax included where the list includes it. */
export interface Price {
  /** What is sold, e.g. `ecs.g7.xlarge` or `alb.instance.standard`. */
  readonly sku: string;
  /** As bills name the product, e.g. `ECS`. */
  readonly product: string;
  /** Regions in which it holds. */
  readonly regions: readonly string[];
  readonly term: Term;
  readonly unit: Unit;
  /** Yuan for one unit, as a decimal text. */
  readonly cny: string;
  /** Where the number was read, and what it says there. */
  readonly source: string;
  /** Day on which it was read, ISO 8601. */
  readonly date: string;
  /** No published figure in yuan was found: why this number was taken nevertheless. */
  readonly assumption?: string;
}

/** A share of the on-demand price at which spare capacity is sold. */
export interface SpotRatio {
  readonly product: string;
  readonly low: string;
  readonly expected: string;
  readonly high: string;
  readonly reason: string;
  readonly source: string;
  readonly date: string;
}

/** Something that costs nothing by itself, and why. */
export interface FreeType {
  /** Type token; one that ends in `*` stands for all that begin so. */
  readonly type: string;
  readonly reason: Localized;
}

/** Something that costs money for which no figure was found: it is named in every estimate. */
export interface UnpricedType {
  readonly type: string;
  readonly reason: Localized;
}

/** The regions of the Chinese mainland that share one price list for most network products. */
export const MAINLAND = [
  "cn-hangzhou",
  "cn-shanghai",
  "cn-beijing",
  "cn-shenzhen",
  "cn-guangzhou",
  "cn-qingdao",
  "cn-zhangjiakou",
  "cn-chengdu",
] as const;
