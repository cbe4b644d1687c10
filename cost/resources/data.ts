import { Decimal, rangeOf, times } from "../money.ts";
import { ALL_DAYS, ALL_HOURS, measured, ONE, tenThousands } from "./quantities.ts";
import { type Charge, missing, number, type Rater, text, unlisted } from "./resource.ts";

const INSTANCE = { en: "instance", zh: "实例" };
const STORAGE = { en: "storage", zh: "存储空间" };

/** Classes are `mysql.x4.large.2` for a primary and `rds.mysql.s3.large` for a reader: one name space of SKUs. */
function rdsSku(instanceClass: string): string {
  return instanceClass.startsWith("rds.") ? instanceClass : `rds.${instanceClass}`;
}

/** A primary (with its standby, which the class includes) or a reader. */
export const rdsInstance: Rater = function* ({ props }) {
  const subscribed = props.instanceChargeType === "Prepaid";
  const instanceClass = text(props, "instanceType");
  if (instanceClass === undefined) yield missing("instanceType");
  else
    yield subscribed
      ? { sku: rdsSku(instanceClass), quantity: ONE, unit: "month", label: INSTANCE }
      : { sku: rdsSku(instanceClass), quantity: ALL_HOURS, unit: "hour", label: INSTANCE };
  const storage = number(props, "instanceStorage");
  if (storage === undefined) yield missing("instanceStorage");
  else
    yield {
      sku: `rds.storage.${text(props, "dbInstanceStorageType") ?? "local_ssd"}`,
      quantity: times(ALL_HOURS, storage),
      unit: "GB-hour",
      label: STORAGE,
    };
};

export const redisInstance: Rater = function* ({ props }) {
  const instanceClass = text(props, "instanceClass");
  if (instanceClass === undefined) yield missing("instanceClass");
  else
    yield props.paymentType === "PrePaid"
      ? { sku: instanceClass, quantity: ONE, unit: "month", label: INSTANCE }
      : { sku: instanceClass, quantity: ALL_HOURS, unit: "hour", label: INSTANCE };
};

/** A bucket, by what the usage file says of it. */
export const bucket: Rater = function* ({ name, props }, { usage }) {
  const own = usage.buckets[name];
  if (own === undefined) {
    yield unlisted(`buckets.${name}`);
    return;
  }
  const redundancy = props.redundancyType === "ZRS" ? "ZRS" : "LRS";
  const stored = measured(own.storedGB);
  const standardShare = new Decimal(1).minus(own.infrequentShare).minus(own.archiveShare);
  const classes = [
    ["standard", standardShare, { en: "standard storage", zh: "标准存储" }],
    ["IA", new Decimal(own.infrequentShare), { en: "infrequent access", zh: "低频访问" }],
    ["Archive", new Decimal(own.archiveShare), { en: "archive", zh: "归档存储" }],
  ] as const;
  for (const [storageClass, share, label] of classes)
    if (share.gt(0))
      yield {
        sku: `oss.${storageClass}.${redundancy}`,
        quantity: times(stored, share),
        unit: "GB-month",
        label,
      };
  const requests = (sku: string, millions: typeof own.putMillions, label: Charge["label"]): Charge => ({
    sku,
    quantity: tenThousands(millions),
    unit: "10k-requests",
    label,
  });
  yield requests("oss.put", own.putMillions, { en: "writes", zh: "写请求" });
  yield requests("oss.get", own.getMillions, { en: "reads", zh: "读请求" });
  yield {
    sku: "oss.cdn-origin",
    quantity: measured(own.originGB),
    unit: "GB",
    label: { en: "fetched by the CDN", zh: "CDN 回源流量" },
  };
};

/** Log data travels compressed, about to a fifth, and is indexed and kept as it was. */
const COMPRESSION = 0.2;

function* logs(gigabytes: Parameters<typeof measured>[0], days: Decimal): Iterable<Charge> {
  const written = measured(gigabytes);
  yield {
    sku: "sls.write",
    quantity: times(written, COMPRESSION),
    unit: "GB",
    label: { en: "written", zh: "写入流量" },
  };
  yield { sku: "sls.index", quantity: written, unit: "GB", label: { en: "indexed", zh: "索引流量" } };
  // In a steady state a store holds its retention's days of what a day brings, compressed, with its index beside it.
  yield {
    sku: "sls.storage",
    quantity: rangeOf((scenario) => written[scenario].times(days).times(1 + COMPRESSION)),
    unit: "GB-day",
    label: { en: "kept", zh: "日志存储" },
  };
}

export const logStore: Rater = function* ({ name, props }, { usage }) {
  const written = usage.logsGB[name];
  const days = number(props, "retentionPeriod");
  if (written === undefined) yield unlisted(`logsGB.${name}`);
  else if (days === undefined) yield missing("retentionPeriod");
  else yield* logs(written, days);
};

/** The control plane, the balancer of its API server, and the logs that it writes. */
export const cluster: Rater = function* ({ name, props }, { usage }) {
  if (text(props, "clusterSpec")?.startsWith("ack.pro"))
    yield {
      sku: "ack.pro",
      quantity: ALL_HOURS,
      unit: "hour",
      label: { en: "control plane", zh: "集群管理费" },
    };
  yield {
    sku: "clb.instance",
    quantity: ALL_HOURS,
    unit: "hour",
    label: { en: "balancer of the API server", zh: "API Server 的负载均衡" },
  };
  const written = usage.logsGB[name];
  if (written === undefined) yield unlisted(`logsGB.${name}`);
  else yield* logs(written, number(props, "controlPlaneLogTtl") ?? new Decimal(30));
};

export const registry: Rater = function* ({ props }) {
  const edition = text(props, "instanceType");
  if (edition === undefined) yield missing("instanceType");
  else
    yield {
      sku: `acr.${edition.toLowerCase()}`,
      quantity: ONE,
      unit: "month",
      label: INSTANCE,
    };
};

/** Each version of a key is charged; rotation once a year leaves one more a year. */
export const key: Rater = function* () {
  yield { sku: "kms.key", quantity: ALL_DAYS, unit: "day", label: { en: "key", zh: "密钥" } };
};
