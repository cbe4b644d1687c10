import { Decimal } from "../../money.ts";
import { MAINLAND, type Price, type SpotRatio } from "../price.ts";

const CALCULATOR = "https://www.aliyun.com/price/product#/ecs/detail";
const DATE = "2026-11-25";
const REASON = "the price list is an interactive page without a published table; prices refresh replaces it";

/** A size with 2 vCPU, and the yuan for it. */
interface Large {
  readonly family: string;
  readonly large: string;
  readonly hour: string;
  readonly month: string;
}

/** Within a family the price follows the number of vCPU: `xlarge` has twice those of `large`. */
const SIZES: readonly (readonly [suffix: string, factor: number])[] = [
  ["large", 1],
  ["xlarge", 2],
  ["2xlarge", 4],
  ["4xlarge", 8],
  ["8xlarge", 16],
];

const FAMILIES: readonly Large[] = [
  { family: "ecs.c7", large: "ecs.c7.large", hour: "0.42", month: "201.6" },
  { family: "ecs.g7", large: "ecs.g7.large", hour: "0.5", month: "240" },
  { family: "ecs.r7", large: "ecs.r7.large", hour: "0.66", month: "316.8" },
  { family: "ecs.c8i", large: "ecs.c8i.large", hour: "0.44", month: "211.2" },
  { family: "ecs.g8i", large: "ecs.g8i.large", hour: "0.53", month: "254.4" },
  { family: "ecs.r8i", large: "ecs.r8i.large", hour: "0.7", month: "336" },
  { family: "ecs.c6", large: "ecs.c6.large", hour: "0.39", month: "187.2" },
  { family: "ecs.g6", large: "ecs.g6.large", hour: "0.5", month: "240" },
  { family: "ecs.r6", large: "ecs.r6.large", hour: "0.66", month: "316.8" },
  { family: "ecs.u1-c1m1", large: "ecs.u1-c1m1.large", hour: "0.2", month: "96" },
  { family: "ecs.u1-c1m2", large: "ecs.u1-c1m2.large", hour: "0.25", month: "120" },
  { family: "ecs.u1-c1m4", large: "ecs.u1-c1m4.large", hour: "0.34", month: "163.2" },
  { family: "ecs.u1-c1m8", large: "ecs.u1-c1m8.large", hour: "0.45", month: "216" },
  { family: "ecs.e-c1m1", large: "ecs.e-c1m1.large", hour: "0.13", month: "62.4" },
  { family: "ecs.e-c1m2", large: "ecs.e-c1m2.large", hour: "0.18", month: "86.4" },
  { family: "ecs.e-c1m4", large: "ecs.e-c1m4.large", hour: "0.26", month: "124.8" },
];

export const INSTANCES: readonly Price[] = FAMILIES.flatMap(({ family, hour, month }) =>
  SIZES.flatMap(([suffix, factor]): Price[] => {
    const shared = {
      sku: `${family}.${suffix}`,
      product: "ECS",
      regions: MAINLAND,
      source: CALCULATOR,
      date: DATE,
      assumption: REASON,
    };
    return [
      { ...shared, term: "on-demand", unit: "hour", cny: new Decimal(hour).times(factor).toFixed() },
      { ...shared, term: "subscription", unit: "month", cny: new Decimal(month).times(factor).toFixed() },
    ];
  }),
);

function disk(sku: string, hour: string, month: string): Price[] {
  const shared = {
    sku,
    product: "ECS",
    regions: MAINLAND,
    source: CALCULATOR,
    date: DATE,
    assumption: REASON,
  };
  return [
    { ...shared, term: "on-demand", unit: "GB-hour", cny: hour },
    { ...shared, term: "subscription", unit: "GB-month", cny: month },
  ];
}

export const DISKS: readonly Price[] = [
  ...disk("disk.cloud_essd_entry", "0.00063", "0.3"),
  ...disk("disk.cloud_essd.PL0", "0.00105", "0.5"),
  ...disk("disk.cloud_essd.PL1", "0.0021", "1"),
  ...disk("disk.cloud_essd.PL2", "0.0042", "2"),
  ...disk("disk.cloud_essd.PL3", "0.0084", "4"),
  ...disk("disk.cloud_auto", "0.0021", "1"),
  ...disk("disk.cloud_ssd", "0.0021", "1"),
  ...disk("disk.cloud_efficiency", "0.00074", "0.35"),
  {
    sku: "snapshot.standard",
    product: "ECS",
    regions: MAINLAND,
    term: "on-demand",
    unit: "GB-month",
    cny: "0.12",
    source: CALCULATOR,
    date: DATE,
    assumption: REASON,
  },
];

export const SPOT: SpotRatio = {
  product: "ECS",
  low: "0.2",
  expected: "0.35",
  high: "0.7",
  reason:
    "spot prices move; Alibaba Cloud names discounts of up to 90 %, families in demand give much less, and a pool of one type has nothing to choose from",
  source: "https://www.alibabacloud.com/help/en/ecs/user-guide/overview-4",
  date: DATE,
};
