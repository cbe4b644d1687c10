import { createRequire } from "node:module";
import type * as bss from "@alicloud/bssopenapi20171214";
import { Decimal } from "../money.ts";
import type { Question } from "./questions.ts";
import type { Ask } from "./refresh.ts";

export interface BssAccess {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Host, and port where it isn't 443. The Chinese site's is `business.aliyuncs.com`. */
  readonly endpoint: string;
  readonly protocol: "HTTP" | "HTTPS";
}

type BssClient = bss.default;

interface Sdk {
  readonly default: new (config: object) => BssClient;
  readonly GetPayAsYouGoPriceRequest: typeof bss.GetPayAsYouGoPriceRequest;
  readonly GetSubscriptionPriceRequest: typeof bss.GetSubscriptionPriceRequest;
}

/** Alibaba Cloud's official client of its pricing, asked one module at a time. It loads with the first question. */
export function bssAsk(access: BssAccess): Ask {
  let loaded: { readonly sdk: Sdk; readonly client: BssClient } | undefined;
  const ready = () => {
    if (loaded) return loaded;
    const sdk = createRequire(import.meta.url)("@alicloud/bssopenapi20171214") as Sdk;
    loaded = { sdk, client: new sdk.default({ ...access }) };
    return loaded;
  };
  return async (question, region) => {
    const { sdk, client } = ready();
    const { body } =
      question.term === "on-demand"
        ? await client.getPayAsYouGoPrice(new sdk.GetPayAsYouGoPriceRequest(onDemand(question, region)))
        : await client.getSubscriptionPrice(new sdk.GetSubscriptionPriceRequest(monthly(question, region)));
    const data = body?.data;
    const detail = data?.moduleDetails?.moduleDetail?.[0];
    if (body?.success === false || data === undefined || detail?.originalCost === undefined)
      throw new Error(`${body?.code ?? "no answer"}: ${body?.message ?? ""}`);
    return { currency: data.currency ?? "", cost: new Decimal(detail.originalCost) };
  };
}

function onDemand({ productCode, productType, module }: Question, region: string) {
  return {
    productCode,
    ...(productType !== undefined && { productType }),
    subscriptionType: "PayAsYouGo",
    region,
    moduleList: [module],
  };
}

function monthly({ productCode, productType, module }: Question, region: string) {
  return {
    productCode,
    ...(productType !== undefined && { productType }),
    subscriptionType: "Subscription",
    orderType: "NewOrder",
    servicePeriodQuantity: 1,
    servicePeriodUnit: "Month",
    quantity: 1,
    region,
    moduleList: [{ moduleCode: module.moduleCode, config: module.config }],
  };
}
