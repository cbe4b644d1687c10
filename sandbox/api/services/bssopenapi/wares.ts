import type { Attributes, CloudObject } from "../../../cloud/object.ts";
import { AMQP_WARE } from "../amqp-open/ware.ts";
import { ACR_WARE } from "../cr/ware.ts";

/** What an order says. */
export interface Order {
  /** `Subscription` or `PayAsYouGo`. */
  readonly subscriptionType: string;
  /** Months. */
  readonly period: number | undefined;
  readonly renewalStatus: string | undefined;
  /** Months. */
  readonly renewPeriod: number | undefined;
  /** `Parameter.N.Code` and `.Value`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** How an instance is paid, as bills know it. */
export interface Contract {
  readonly subscriptionType: string;
  /** e.g. `2026-11-24T09:30:00Z`. */
  readonly createTime: string;
  /** Empty for what is paid as it is used. */
  readonly endTime: string;
  readonly renewalStatus: string;
  /** Months; 0 when nothing is renewed by itself. */
  readonly renewalMonths: number;
}

/** Renewal by itself, as SetRenewal asks for it. */
export interface Renewal {
  readonly status: string;
  readonly months: number | undefined;
}

/** Something that is bought by an order. A service that sells adds its own to {@link WARES}. */
export interface Ware {
  readonly productCode: string;
  /** The usual one first. */
  readonly productTypes: readonly string[];
  /** The cloud's type of what is delivered. */
  readonly type: string;
  /** What is delivered; undefined for what its own service sells. */
  readonly delivered?: (order: Order) => Attributes;
  readonly contract: (instance: CloudObject) => Contract;
  readonly renewed: (renewal: Renewal) => Attributes;
}

export const WARES: readonly Ware[] = [ACR_WARE, AMQP_WARE];

export function waresOf(productCode: string | undefined): readonly Ware[] {
  return WARES.filter((ware) => !productCode || ware.productCode === productCode);
}
