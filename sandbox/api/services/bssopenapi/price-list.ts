/** A price that Alibaba Cloud has published. */
export interface ListPrice {
  readonly productCode: string;
  readonly subscriptionType: "PayAsYouGo" | "Subscription";
  /** Regions in which it holds. */
  readonly regions: readonly string[];
  readonly moduleCode: string;
  /** `Hour`, `Usage`, `Month` or `Year`. */
  readonly priceType: string;
  /** The configuration that it is asked by; the number is how many units, e.g. GB. */
  readonly configCode: string;
  /** For one unit. */
  readonly unitPrice: number;
  readonly currency: "USD" | "CNY";
  readonly source: string;
}

const MAINLAND = [
  "cn-beijing",
  "cn-hangzhou",
  "cn-qingdao",
  "cn-shanghai",
  "cn-shenzhen",
  "cn-zhangjiakou",
] as const;

/**
 * What the sandbox knows of prices. It is short on purpose: each line is one that Alibaba Cloud's own documentation
 * prints, under a module that its documentation names; whatever isn't here is refused, for an invented price would end
 * in a budget.
 */
export const PRICE_LIST: readonly ListPrice[] = [
  {
    productCode: "eip",
    subscriptionType: "PayAsYouGo",
    regions: MAINLAND,
    moduleCode: "InternetTrafficOut",
    priceType: "Usage",
    configCode: "InternetTrafficOut",
    unitPrice: 0.125,
    currency: "USD",
    // Module: https://www.alibabacloud.com/help/doc-detail/94449.htm
    source: "https://www.alibabacloud.com/help/doc-detail/51250.htm (EIP network fees, China mainland, a GB)",
  },
];
