import { MAINLAND, type Price } from "../price.ts";

const shared = { regions: MAINLAND, term: "on-demand", date: "2026-11-25" } as const;

export const PROTECTION: readonly Price[] = [
  {
    ...shared,
    // An instance is 0.5 SeCU an hour, every 5,000 requests of an hour one more.
    sku: "waf.secu",
    product: "WAF",
    unit: "SeCU",
    cny: "0.05",
    source: "https://help.aliyun.com/document_detail/452196.htm (1 SeCU is 0.05 yuan)",
  },
  {
    ...shared,
    sku: "kms.key",
    product: "KMS",
    unit: "day",
    cny: "0.0137",
    source:
      "https://www.alibabacloud.com/help/en/doc-detail/52608.htm (software-protected key, USD 0.002 a day)",
    assumption: "published in dollars alone, and for KMS 1.0; taken at 6.85 yuan",
  },
];
