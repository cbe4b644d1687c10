import { MAINLAND, type Price } from "../price.ts";

const DATE = "2026-11-25";
const shared = { regions: MAINLAND, term: "on-demand", date: DATE } as const;

const ALB = "https://help.aliyun.com/document_detail/197203.html (product list price)";
const NLB = "https://help.aliyun.com/document_detail/439137.html (product list price)";
const CLB =
  "https://help.aliyun.com/zh/slb/classic-load-balancer/product-overview/pay-as-you-go-billing-for-clb (0.147 yuan an hour)";
/** The three balancers' pages explain the unit; its price stands in a table that was not to be had. */
const LCU_REASON =
  "the unit is documented, its price in yuan was not found; a third of an instance hour was taken";

export const BALANCERS: readonly Price[] = [
  { ...shared, sku: "alb.instance.basic", product: "ALB", unit: "hour", cny: "0.049", source: ALB },
  { ...shared, sku: "alb.instance.standard", product: "ALB", unit: "hour", cny: "0.147", source: ALB },
  {
    ...shared,
    sku: "alb.instance.standard-with-waf",
    product: "ALB",
    unit: "hour",
    cny: "0.245",
    source: ALB,
  },
  {
    ...shared,
    sku: "alb.lcu",
    product: "ALB",
    unit: "LCU-hour",
    cny: "0.049",
    source: ALB,
    assumption: LCU_REASON,
  },
  { ...shared, sku: "nlb.instance", product: "NLB", unit: "hour", cny: "0.147", source: NLB },
  {
    ...shared,
    sku: "nlb.lcu",
    product: "NLB",
    unit: "LCU-hour",
    cny: "0.037",
    source: NLB,
    assumption: LCU_REASON,
  },
  { ...shared, sku: "clb.instance", product: "CLB", unit: "hour", cny: "0.147", source: CLB },
  {
    ...shared,
    sku: "clb.lcu",
    product: "CLB",
    unit: "LCU-hour",
    cny: "0.049",
    source: CLB,
    assumption: LCU_REASON,
  },
];

export const ADDRESSES: readonly Price[] = [
  {
    ...shared,
    sku: "eip.address",
    product: "EIP",
    unit: "hour",
    cny: "0.02",
    source:
      "https://help.aliyun.com/document_detail/27692.htm (0.02 yuan an hour for a public address of CLB)",
    assumption: "published for the address of a CLB; an EIP's own table was not to be had",
  },
  {
    ...shared,
    sku: "eip.traffic",
    product: "EIP",
    unit: "GB",
    cny: "0.8",
    source: "https://www.alibabacloud.com/help/doc-detail/51250.htm (China mainland, USD 0.125 a GB)",
    assumption:
      "published in dollars alone; taken at 6.4 yuan, the ratio between the two lists of other products",
  },
  {
    ...shared,
    sku: "nat.instance",
    product: "NAT Gateway",
    unit: "hour",
    cny: "0.24",
    source:
      "https://www.alibabacloud.com/help/zh/nat-gateway/latest/billing-of-internet-nat-gateways (USD 0.034 an hour)",
    assumption: "published in dollars alone; taken at 7 yuan",
  },
  {
    ...shared,
    sku: "nat.cu",
    product: "NAT Gateway",
    unit: "CU-hour",
    cny: "0.24",
    source: "https://www.alibabacloud.com/help/zh/nat-gateway/latest/billing-of-internet-nat-gateways",
    assumption: "a capacity unit costs as much as an instance hour on other lists of the product",
  },
];

export const NAMES: readonly Price[] = [
  {
    ...shared,
    sku: "pvtz.zone",
    product: "PrivateZone",
    unit: "day",
    cny: "0.1",
    source: "https://help.aliyun.com/document_detail/71338.html (0.1 yuan a zone and day)",
  },
  {
    ...shared,
    sku: "pvtz.requests",
    product: "PrivateZone",
    unit: "10k-requests",
    cny: "0.03",
    source: "https://help.aliyun.com/document_detail/71338.html (0.03 yuan for 10,000 requests)",
  },
];

export const DELIVERY: readonly Price[] = [
  {
    ...shared,
    sku: "cdn.traffic",
    product: "CDN",
    unit: "GB",
    cny: "0.24",
    source: "https://www.aliyun.com/price/product#/cdn/detail",
    assumption: "first tier of the mainland; the list is an interactive page",
  },
  {
    ...shared,
    sku: "cdn.https-requests",
    product: "CDN",
    unit: "10k-requests",
    cny: "0.05",
    source: "https://www.aliyun.com/price/product#/cdn/detail",
    assumption: "static HTTPS requests; the list is an interactive page",
  },
];
