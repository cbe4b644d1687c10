import { MAINLAND, type Price } from "../price.ts";

const DATE = "2026-11-25";
const shared = { regions: MAINLAND, date: DATE } as const;
const SLS = "https://www.aliyun.com/price/product#/sls/detail";
const REASON = "the price list is an interactive page without a published table; prices refresh replaces it";

export const CLUSTERS: readonly Price[] = [
  {
    ...shared,
    sku: "ack.pro",
    product: "ACK",
    term: "on-demand",
    unit: "hour",
    cny: "0.64",
    source:
      "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/product-overview/ack-pro-cluster-billing (USD 0.09 a cluster and hour)",
    assumption: "published in dollars alone; taken at 7.1 yuan",
  },
];

export const REGISTRIES: readonly Price[] = (
  [
    ["acr.basic", "780"],
    ["acr.standard", "2340"],
    ["acr.advanced", "6600"],
  ] as const
).map(([sku, cny]) => ({
  ...shared,
  sku,
  product: "ACR",
  term: "subscription",
  unit: "month",
  cny,
  source: "https://www.aliyun.com/price/product#/acr/detail",
  assumption: REASON,
}));

export const LOGS: readonly Price[] = [
  {
    ...shared,
    sku: "sls.write",
    product: "SLS",
    term: "on-demand",
    unit: "GB",
    cny: "0.18",
    source: SLS,
    assumption: REASON,
  },
  {
    ...shared,
    sku: "sls.index",
    product: "SLS",
    term: "on-demand",
    unit: "GB",
    cny: "0.35",
    source: SLS,
    assumption: REASON,
  },
  {
    ...shared,
    sku: "sls.storage",
    product: "SLS",
    term: "on-demand",
    unit: "GB-day",
    cny: "0.0115",
    source: SLS,
    assumption: REASON,
  },
];
