import { Decimal, HOURS_PER_MONTH, NOTHING, rangeOf, times } from "../money.ts";
import type { Usage } from "../usage/usage.ts";
import { ALL_HOURS, measured, ONE, once } from "./quantities.ts";
import {
  type BillableResource,
  type Charge,
  missing,
  number,
  type Rater,
  records,
  text,
} from "./resource.ts";

const INSTANCE = { en: "instance", zh: "实例" };
const SYSTEM_DISK = { en: "system disk", zh: "系统盘" };
const DATA_DISK = { en: "data disk", zh: "数据盘" };
const DISK = { en: "disk", zh: "云盘" };

/** The SKU of a disk: ESSDs are sold by performance level, PL1 where none is named. */
function diskSku(category: string, level: string | undefined): string {
  return category === "cloud_essd" ? `disk.cloud_essd.${level ?? "PL1"}` : `disk.${category}`;
}

function diskCharge(sku: string, size: Decimal, label: Charge["label"], subscribed: boolean): Charge {
  return subscribed
    ? { sku, quantity: times(ONE, size), unit: "GB-month", label }
    : { sku, quantity: times(ALL_HOURS, size), unit: "GB-hour", label };
}

/** An ECS instance with the disks that it was created with. */
export const ecsInstance: Rater = function* ({ props }) {
  const subscribed = props.instanceChargeType === "PrePaid";
  const type = text(props, "instanceType");
  if (type === undefined) yield missing("instanceType");
  else
    yield subscribed
      ? { sku: type, quantity: ONE, unit: "month", label: INSTANCE }
      : { sku: type, quantity: ALL_HOURS, unit: "hour", label: INSTANCE };
  const size = number(props, "systemDiskSize");
  if (size === undefined) yield missing("systemDiskSize");
  else
    yield diskCharge(
      diskSku(text(props, "systemDiskCategory") ?? "cloud_essd", text(props, "systemDiskPerformanceLevel")),
      size,
      SYSTEM_DISK,
      subscribed,
    );
  for (const disk of records(props.dataDisks)) {
    const dataSize = number(disk, "size");
    if (dataSize === undefined) yield missing("dataDisks.size");
    else
      yield diskCharge(
        diskSku(text(disk, "category") ?? "cloud_essd", text(disk, "performanceLevel")),
        dataSize,
        DATA_DISK,
        subscribed,
      );
  }
};

export const ecsDisk: Rater = function* ({ props }) {
  const size = number(props, "size");
  if (size === undefined) yield missing("size");
  else
    yield diskCharge(
      diskSku(text(props, "category") ?? "cloud_essd", text(props, "performanceLevel")),
      size,
      DISK,
      false,
    );
};

/** Daily snapshots of one disk: increments over their retention, as the usage file measures them. */
export const snapshots: Rater = function* (_, { usage }) {
  yield {
    sku: "snapshot.standard",
    quantity: measured(usage.snapshotGBPerDisk),
    unit: "GB-month",
    label: { en: "snapshots", zh: "快照" },
  };
};

/**
 * The nodes of a pool that scales: at each hour as far between minimum and maximum as the busier mini-program is. Spot
 * pools pay a share of the on-demand price.
 */
export const nodePool: Rater = function* (resource, { catalogue, usage }) {
  const { props } = resource;
  const type = Array.isArray(props.instanceTypes) ? props.instanceTypes[0] : undefined;
  const limits = nodeLimits(resource);
  if (typeof type !== "string") yield missing("instanceTypes");
  if (limits === undefined) yield missing("scalingConfig");
  if (typeof type !== "string" || limits === undefined) return;
  const { low, expected, high } = catalogue.spot;
  const spot = text(props, "spotStrategy") !== undefined && props.spotStrategy !== "NoSpot";
  const { floor, ceiling } = limits;
  const load = loadOf(usage);
  const quantity = rangeOf((scenario) =>
    floor.plus(ceiling.minus(floor).times(load.mean[scenario])).times(HOURS_PER_MONTH),
  );
  const [least, room] = [Number(floor), Number(ceiling.minus(floor))];
  const shape = { byHour: load.byHour.map((share) => least + room * share) };
  yield {
    sku: type,
    quantity,
    unit: "hour",
    label: spot ? { en: "spot nodes", zh: "抢占式节点" } : { en: "nodes", zh: "节点" },
    ...shape,
    ...(spot && {
      ratio: { low: new Decimal(low), expected: new Decimal(expected), high: new Decimal(high) },
    }),
  };
  const size = number(props, "systemDiskSize");
  if (size === undefined) yield missing("systemDiskSize");
  else
    yield {
      sku: diskSku(
        text(props, "systemDiskCategory") ?? "cloud_essd",
        text(props, "systemDiskPerformanceLevel"),
      ),
      quantity: times(quantity, size),
      unit: "GB-hour",
      label: SYSTEM_DISK,
      ...shape,
    };
};

interface Limits {
  readonly floor: Decimal;
  readonly ceiling: Decimal;
}

function nodeLimits({ props }: BillableResource): Limits | undefined {
  const scaling = records([props.scalingConfig])[0];
  if (scaling !== undefined && scaling.enable !== false) {
    const floor = number(scaling, "minSize");
    const ceiling = number(scaling, "maxSize");
    if (floor && ceiling) return { floor, ceiling };
  }
  const fixed = number(props, "desiredSize") ?? number(props, "nodeCount");
  return fixed && { floor: fixed, ceiling: fixed };
}

/** How far between floor and ceiling the busier mini-program is: at each hour, and in the mean of a day. */
const loadOf = once(({ programs, scaling }: Usage) => {
  const busiest = Array.from({ length: 24 }, (_, hour) =>
    Math.max(0, ...Object.values(programs).map(({ profile }) => profile[hour] ?? 0)),
  );
  const byHour = rangeOf((scenario) =>
    busiest.map((share) => Decimal.min(1, new Decimal(share).times(scaling[scenario]))),
  );
  const mean = rangeOf((scenario) =>
    byHour[scenario].reduce((sum, share) => sum.plus(share), new Decimal(0)).div(24),
  );
  return { mean, byHour: byHour.expected.map(Number) };
});

/** A VM on vSphere: its share of hosts that are bought, powered, licensed and looked after. */
export const vsphereMachine: Rater = function* ({ props }) {
  const cpus = number(props, "numCpus");
  const memory = number(props, "memory");
  if (cpus === undefined) yield missing("numCpus");
  else
    yield {
      sku: "vsphere.vcpu",
      quantity: times(ONE, cpus),
      unit: "vCPU-month",
      label: { en: "vCPU", zh: "vCPU" },
    };
  if (memory === undefined) yield missing("memory");
  else
    yield {
      sku: "vsphere.memory",
      quantity: times(ONE, memory.div(1024)),
      unit: "GiB-month",
      label: { en: "memory", zh: "内存" },
    };
  // An attached disk is a resource of its own and has no size here.
  for (const disk of records(props.disks).filter(({ attach }) => attach !== true)) {
    const size = number(disk, "size");
    if (size === undefined) yield missing("disks.size");
    else yield { sku: "vsphere.storage", quantity: times(ONE, size), unit: "GB-month", label: DISK };
  }
};

export const vsphereDisk: Rater = function* ({ props }) {
  const size = number(props, "size");
  if (size === undefined) yield missing("size");
  else yield { sku: "vsphere.storage", quantity: times(ONE, size), unit: "GB-month", label: DISK };
};

/** A container on one of the company's Docker hosts: they stand beside the VMs, and memory is what they run out of. */
export const container: Rater = function* ({ props }) {
  const memory = number(props, "memory");
  yield {
    sku: "vsphere.memory",
    quantity: memory ? times(ONE, memory.div(1024)) : NOTHING,
    unit: "GiB-month",
    label: { en: "memory", zh: "内存" },
  };
  if (memory === undefined) yield missing("memory");
};
