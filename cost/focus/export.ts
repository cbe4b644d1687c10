import { ON_PREMISES_REGION } from "../catalogue/on-premises.ts";
import type { Estimate, LineItem } from "../estimate/estimate.ts";
import { FOCUS_COLUMNS, type FocusRow } from "./columns.ts";
import { FOCUS_SERVICES } from "./services.ts";

/** What a file of cost records says beside the costs. */
export interface FocusContext {
  /** Account that pays, or the stack's name where it isn't known. */
  readonly billingAccountId: string;
  /** First moment of the month that is estimated. */
  readonly month: Date;
}

/** The estimate as FOCUS 1.2 rows: a usage charge for each line, as if the month were over. */
export function focusRows(estimate: Estimate, context: FocusContext): readonly FocusRow[] {
  const { month } = context;
  const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
  return estimate.items.map((item) => rowOf(item, estimate, { ...context, next }));
}

function rowOf(
  item: LineItem,
  { currency, region }: Estimate,
  { billingAccountId, month, next }: FocusContext & { readonly next: Date },
): FocusRow {
  const { resource, price, cost, quantity, unitPrice, label } = item;
  const onPremises = price.regions.includes(ON_PREMISES_REGION);
  const [category, subcategory] = FOCUS_SERVICES[price.product] ?? ["Other", "Other (Other)"];
  const provider = onPremises ? "On-premises" : "Alibaba Cloud";
  const amount = cost.expected.toFixed(2);
  const period = { start: instant(month), end: instant(next) };
  return {
    BilledCost: amount,
    BillingAccountId: billingAccountId,
    BillingAccountName: billingAccountId,
    BillingAccountType: onPremises ? "Cost centre" : "Alibaba Cloud account",
    BillingCurrency: currency,
    BillingPeriodEnd: period.end,
    BillingPeriodStart: period.start,
    ChargeCategory: price.term === "subscription" ? "Purchase" : "Usage",
    ChargeClass: "",
    ChargeDescription: `${price.product}: ${label.en} of ${resource.name}`,
    ChargeFrequency: price.term === "subscription" ? "Recurring" : "Usage-Based",
    ChargePeriodEnd: period.end,
    ChargePeriodStart: period.start,
    ConsumedQuantity: price.term === "subscription" ? "" : quantity.expected.toDecimalPlaces(6).toFixed(),
    ConsumedUnit: price.term === "subscription" ? "" : price.unit,
    ContractedCost: amount,
    ContractedUnitPrice: unitPrice.expected.toFixed(),
    EffectiveCost: amount,
    InvoiceIssuerName: provider,
    ListCost: amount,
    ListUnitPrice: unitPrice.expected.toFixed(),
    PricingCategory: unitPrice.expected.eq(price.cny) ? "Standard" : "Dynamic",
    PricingQuantity: quantity.expected.toDecimalPlaces(6).toFixed(),
    PricingUnit: price.unit,
    ProviderName: provider,
    PublisherName: provider,
    RegionId: onPremises ? ON_PREMISES_REGION : region,
    RegionName: onPremises ? ON_PREMISES_REGION : region,
    ResourceId: resource.urn,
    ResourceName: resource.name,
    ResourceType: resource.type,
    ServiceCategory: category,
    ServiceName: price.product,
    ServiceSubcategory: subcategory,
    SkuId: price.sku,
    SkuPriceId: `${price.sku}/${onPremises ? ON_PREMISES_REGION : region}/${price.term}`,
    SubAccountId: "",
    Tags: JSON.stringify(resource.tags),
    x_Assumption: price.assumption ?? "",
    x_CostHigh: cost.high.toFixed(2),
    x_CostLow: cost.low.toFixed(2),
    x_PriceDate: price.date,
    x_PriceSource: price.source,
  };
}

/** `2026-11-01T00:00:00Z`, the specification's format. */
function instant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Rows as CSV (RFC 4180). */
export function focusCsv(rows: readonly FocusRow[]): string {
  const lines = [FOCUS_COLUMNS, ...rows.map((row) => FOCUS_COLUMNS.map((column) => row[column]))];
  return `${lines.map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
