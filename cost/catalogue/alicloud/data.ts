import { MAINLAND, type Price, type Unit } from "../price.ts";

const DATE = "2026-11-25";
const RDS = "https://www.aliyun.com/price/product#/rds/detail";
const REDIS = "https://www.aliyun.com/price/product#/redis/detail";
const OSS = "https://www.aliyun.com/price/product#/oss/detail";
const OSS_SECONDARY = "https://kandaoni.com/news/26917.html (a copy of the list of OSS)";
const REASON = "the price list is an interactive page without a published table; prices refresh replaces it";

function instance(product: string, source: string, sku: string, hour: string, month: string): Price[] {
  const shared = { sku, product, regions: MAINLAND, source, date: DATE, assumption: REASON };
  return [
    { ...shared, term: "on-demand", unit: "hour", cny: hour },
    { ...shared, term: "subscription", unit: "month", cny: month },
  ];
}

function onDemand(
  product: string,
  source: string,
  sku: string,
  unit: Unit,
  cny: string,
  why = REASON,
): Price {
  return {
    sku,
    product,
    regions: MAINLAND,
    term: "on-demand",
    unit,
    cny,
    source,
    date: DATE,
    assumption: why,
  };
}

export const DATABASES: readonly Price[] = [
  ...instance("RDS MySQL", RDS, "rds.mysql.n2.medium.1", "0.33", "160"),
  ...instance("RDS MySQL", RDS, "rds.mysql.n4.medium.1", "0.5", "240"),
  ...instance("RDS MySQL", RDS, "rds.mysql.n2.large.1", "0.66", "320"),
  ...instance("RDS MySQL", RDS, "rds.mysql.n4.large.1", "1", "480"),
  ...instance("RDS MySQL", RDS, "rds.mysql.n2.medium.2c", "0.66", "320"),
  ...instance("RDS MySQL", RDS, "rds.mysql.n4.medium.2c", "1", "480"),
  ...instance("RDS MySQL", RDS, "rds.mysql.x2.medium.2", "0.95", "456"),
  ...instance("RDS MySQL", RDS, "rds.mysql.x2.large.2", "1.9", "912"),
  ...instance("RDS MySQL", RDS, "rds.mysql.x4.medium.2", "1.3", "624"),
  ...instance("RDS MySQL", RDS, "rds.mysql.x4.large.2", "2.6", "1248"),
  ...instance("RDS MySQL", RDS, "rds.mysql.x4.xlarge.2", "5.2", "2496"),
  ...instance("RDS MySQL", RDS, "rds.mysql.x8.medium.2", "1.7", "816"),
  ...instance("RDS MySQL", RDS, "rds.mysql.x8.large.2", "3.4", "1632"),
  ...instance("RDS MySQL", RDS, "rds.mysql.s2.large", "0.55", "265"),
  ...instance("RDS MySQL", RDS, "rds.mysql.s3.large", "1.1", "530"),
  ...instance("RDS MySQL", RDS, "rds.mysql.m1.medium", "2.2", "1060"),
  onDemand("RDS MySQL", RDS, "rds.storage.local_ssd", "GB-hour", "0.0014"),
  onDemand("RDS MySQL", RDS, "rds.storage.cloud_essd", "GB-hour", "0.0021"),
  onDemand("RDS MySQL", RDS, "rds.storage.general_essd", "GB-hour", "0.0021"),
];

export const CACHES: readonly Price[] = [
  ...instance("Tair (Redis)", REDIS, "redis.shard.small.2.ce", "0.19", "92"),
  ...instance("Tair (Redis)", REDIS, "redis.shard.mid.2.ce", "0.36", "173"),
  ...instance("Tair (Redis)", REDIS, "redis.shard.large.2.ce", "0.7", "337"),
  ...instance("Tair (Redis)", REDIS, "redis.shard.xlarge.2.ce", "1.4", "673"),
  ...instance("Tair (Redis)", REDIS, "redis.shard.2xlarge.2.ce", "2.7", "1300"),
];

const COPIED = "read in a copy of the list, not in the list itself";
export const OBJECTS: readonly Price[] = [
  onDemand("OSS", OSS_SECONDARY, "oss.standard.LRS", "GB-month", "0.12", COPIED),
  onDemand("OSS", OSS_SECONDARY, "oss.standard.ZRS", "GB-month", "0.15", COPIED),
  onDemand("OSS", OSS_SECONDARY, "oss.IA.LRS", "GB-month", "0.08", COPIED),
  onDemand("OSS", OSS_SECONDARY, "oss.IA.ZRS", "GB-month", "0.1", COPIED),
  onDemand("OSS", OSS_SECONDARY, "oss.Archive.LRS", "GB-month", "0.033", COPIED),
  onDemand("OSS", OSS, "oss.Archive.ZRS", "GB-month", "0.042"),
  onDemand("OSS", OSS_SECONDARY, "oss.put", "10k-requests", "0.01", COPIED),
  onDemand("OSS", OSS_SECONDARY, "oss.get", "10k-requests", "0.01", COPIED),
  onDemand("OSS", OSS_SECONDARY, "oss.cdn-origin", "GB", "0.15", COPIED),
  onDemand("OSS", OSS_SECONDARY, "oss.internet", "GB", "0.5", COPIED),
];
