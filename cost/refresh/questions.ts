import type { Price, Term } from "../catalogue/price.ts";
import { Decimal } from "../money.ts";

/** One price module of a question, as GetPayAsYouGoPrice and GetSubscriptionPrice take them. */
export interface PriceModule {
  readonly moduleCode: string;
  /** `Name:value,Name:value`. */
  readonly config: string;
  /** On demand only. */
  readonly priceType?: "Hour" | "Usage" | "Month";
}

/** What is asked so that one price of the catalogue can be replaced. */
export interface Question {
  readonly price: Price;
  readonly productCode: string;
  readonly productType?: string;
  readonly term: Term;
  readonly module: PriceModule;
  /** The answer is for so many units. */
  readonly units: Decimal;
}

/** A size that every category sells, so that its price can be divided. */
const DISK_GB = 100;

/**
 * The question for a price; nothing where Alibaba Cloud documents no pricing module for what is sold. Modules:
 * ECS https://help.aliyun.com/document_detail/94413.html, disks https://help.aliyun.com/document_detail/144737.html,
 * EIP https://www.alibabacloud.com/help/doc-detail/94449.htm.
 */
export function questionOf(price: Price): Question | undefined {
  const { sku, term, product } = price;
  if (product === "ECS" && sku.startsWith("ecs.")) {
    return {
      price,
      productCode: "ecs",
      term,
      module: {
        moduleCode: "InstanceType",
        config: `InstanceType:${sku},IoOptimized:IoOptimized,ImageOs:linux,InstanceTypeFamily:${familyOf(sku)}`,
        ...(term === "on-demand" && { priceType: "Hour" }),
      },
      units: new Decimal(1),
    };
  }
  // A disk's subscription is sold together with its instance, not alone.
  if (sku.startsWith("disk.") && term === "on-demand") {
    const [, category = "", level] = sku.split(".");
    const performance = level === undefined ? "" : `,DataDisk.PerformanceLevel:${level}`;
    return {
      price,
      productCode: "yundisk",
      term,
      module: {
        moduleCode: "DataDisk",
        config: `DataDisk.Size:${DISK_GB},DataDisk.Category:${category}${performance}`,
        priceType: "Hour",
      },
      units: new Decimal(DISK_GB),
    };
  }
  if (sku === "eip.traffic") {
    return {
      price,
      productCode: "eip",
      term,
      module: { moduleCode: "InternetTrafficOut", config: "InternetTrafficOut:1", priceType: "Usage" },
      units: new Decimal(1),
    };
  }
  return undefined;
}

/** `ecs.g7` of `ecs.g7.xlarge`; `ecs.u1` of `ecs.u1-c1m2.large`. */
function familyOf(sku: string): string {
  return sku
    .split(".")
    .slice(0, 2)
    .join(".")
    .replace(/-c\d+m\d+$/, "");
}
