import type { Action, Call } from "../../action.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { succeeded } from "./answers.ts";
import { type ListPrice, PRICE_LIST } from "./price-list.ts";

interface Priced {
  readonly price: ListPrice;
  readonly cost: number;
}

/** Cents of a cent don't come from adding binary fractions. */
const DIGITS = 6;
const rounded = (amount: number): number => Number(amount.toFixed(DIGITS));

/** `InternetTrafficOut:1` as a name and a number of units. */
function configIn(module: Parameters): { readonly code: string; readonly units: number } {
  const config = module.required("Config");
  const [code = "", value = ""] = config.split(",")[0]?.split(":") ?? [];
  return { code, units: Number(value) };
}

function priced(call: Call, subscriptionType: string, module: Parameters): Priced {
  const { parameters } = call;
  const product = parameters.required("ProductCode");
  const region = parameters.text("Region") || call.region;
  const moduleCode = module.required("ModuleCode");
  const priceType = module.text("PriceType");
  const { code, units } = configIn(module);
  const price = PRICE_LIST.find(
    (one) =>
      one.productCode === product &&
      one.subscriptionType === subscriptionType &&
      one.regions.includes(region) &&
      one.moduleCode === moduleCode &&
      (priceType === undefined || one.priceType === priceType) &&
      one.configCode === code,
  );
  if (price && Number.isFinite(units) && units >= 0) return { price, cost: rounded(price.unitPrice * units) };
  throw new ApiError(
    400,
    "PricingModuleNotFound",
    `The sandbox knows no price of ${product} ${moduleCode} (${module.text("Config")}) in ${region}, and invents none.`,
  );
}

function modulesIn(call: Call, subscriptionType: string): readonly Priced[] {
  const modules = call.parameters.records("ModuleList") ?? [];
  if (modules.length === 0) throw new ApiError(400, "MissingModuleList", "ModuleList is mandatory.");
  return modules.map((module) => priced(call, subscriptionType, module));
}

function details(modules: readonly Priced[]) {
  return modules.map(({ price, cost }) => ({
    ModuleCode: price.moduleCode,
    UnitPrice: price.unitPrice,
    OriginalCost: cost,
    CostAfterDiscount: cost,
    InvoiceDiscount: 0,
  }));
}

/** List prices without anybody's discount. */
export const PRICE_ACTIONS: Readonly<Record<string, Action>> = {
  GetPayAsYouGoPrice: (call) => {
    const modules = modulesIn(call, "PayAsYouGo");
    return succeeded({
      Currency: modules[0]?.price.currency ?? "USD",
      ModuleDetails: { ModuleDetail: details(modules) },
      PromotionDetails: { PromotionDetail: [] },
    });
  },
  GetSubscriptionPrice: (call) => {
    const modules = modulesIn(call, "Subscription");
    const quantity = call.parameters.integer("Quantity") ?? 1;
    const periods = call.parameters.integer("ServicePeriodQuantity") ?? 1;
    const total = rounded(modules.reduce((sum, { cost }) => sum + cost, 0) * quantity * periods);
    return succeeded({
      Currency: modules[0]?.price.currency ?? "USD",
      OriginalPrice: total,
      TradePrice: total,
      DiscountPrice: 0,
      Quantity: quantity,
      ModuleDetails: { ModuleDetail: details(modules) },
      PromotionDetails: { PromotionDetail: [] },
    });
  },
};
