import { sizeInName } from "../../../components/config/instance-families.ts";
import { isUnknown, listOf, objectOf, type Properties, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, VSPHERE_VM } from "../../types.ts";

/** vSphere counts memory in MiB. */
const MIB_PER_GIB = 1024;

export const allowedSizes = defineRule({
  id: "allowed-sizes",
  severity: "medium",
  level: "mandatory",
  title: { en: "Machines are of families and sizes that were agreed", zh: "机器规格必须在约定范围内" },
  rationale: {
    en: "One typo in a size costs a month's budget, burstable families starve under steady load, and old families run out of stock first.",
    zh: "规格写错一个字就可能花掉一个月预算；突发性能实例在持续负载下会被限速；旧规格族最先缺货。",
  },
  remediation: {
    en: "Take a family from hougu:alicloud.instanceFamilies and a size within the limits, or widen them in policy/config with a review.",
    zh: "使用 hougu:alicloud.instanceFamilies 中的规格族和限额内的规格，或经评审后在 policy/config 中放宽。",
  },
  sources: [
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.2.1",
      topic: "Capacity meets what the peak needs",
    },
    { document: "Hougu", topic: "Budget of the environment" },
  ],
  settings: {
    instanceFamilies: {
      schema: { type: "array", items: { type: "string", pattern: "^ecs\\.[a-z0-9-]+$" }, minItems: 1 },
      default: ["ecs.u1", "ecs.g7", "ecs.c7", "ecs.r7", "ecs.g8i", "ecs.c8i", "ecs.r8i"] as readonly string[],
      meaning: { en: "ECS instance families", zh: "ECS 实例规格族" },
    },
    maxCpus: {
      // Half a current two-socket host: a bigger VM can't move when a host fails.
      schema: { type: "integer", minimum: 1 },
      default: 16 as number,
      meaning: { en: "Most virtual CPUs of a machine", zh: "单台机器最多 vCPU 数" },
    },
    maxMemoryGiB: {
      schema: { type: "number", minimum: 1 },
      default: 64 as number,
      meaning: { en: "Most memory of a machine, GiB", zh: "单台机器最大内存（GiB）" },
    },
    maxDiskGiB: {
      schema: { type: "number", minimum: 1 },
      default: 500 as number,
      meaning: { en: "Largest disk of a machine, GiB", zh: "单盘最大容量（GiB）" },
    },
  },
  resource: {
    types: new Set([ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, VSPHERE_VM]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      yield* type === VSPHERE_VM ? vmSize(props, settings) : ecsSize(type, props, settings);
    },
  },
});

interface Limits {
  readonly instanceFamilies: readonly string[];
  readonly maxCpus: number;
  readonly maxMemoryGiB: number;
  readonly maxDiskGiB: number;
}

function* vmSize(props: Properties, limits: Limits): Iterable<Finding> {
  const memory = typeof props.memory === "number" ? props.memory / MIB_PER_GIB : props.memory;
  yield* within("numCpus", props.numCpus, limits.maxCpus, "");
  yield* within("memory", memory, limits.maxMemoryGiB, " GiB");
  yield* disks("disks", props.disks, limits);
}

function* ecsSize(type: string, props: Properties, limits: Limits): Iterable<Finding> {
  // One object in a launch template of the SDK, a set of one upstream, a property of its own in an instance.
  const systemDisk = objectOf(props.systemDisk) ?? listOf(props.systemDisk)[0];
  if (type === ECS_INSTANCE) yield* within("systemDiskSize", props.systemDiskSize, limits.maxDiskGiB, " GiB");
  else yield* within("systemDisk.size", systemDisk?.size, limits.maxDiskGiB, " GiB");
  yield* disks("dataDisks", props.dataDisks, limits);

  if (isUnknown(props.instanceType)) {
    yield { undecided: "instanceType" };
    return;
  }
  const instanceType = textOf(props.instanceType);
  const family = familyOf(instanceType);
  if (instanceType === undefined || family === undefined || !limits.instanceFamilies.includes(family)) {
    yield {
      broken: {
        en: `instanceType is ${instanceType ?? "not set"}, expected a size of ${limits.instanceFamilies.join(", ")}.`,
        zh: `instanceType ${instanceType === undefined ? "未设置" : `为 ${instanceType}`}，应为 ${limits.instanceFamilies.join("、")} 的规格。`,
      },
    };
    return;
  }
  const { cpus, memoryGiB } = sizeInName(instanceType);
  yield* within(`instanceType ${instanceType}`, cpus, limits.maxCpus, " vCPU");
  yield* within(`instanceType ${instanceType}`, memoryGiB, limits.maxMemoryGiB, " GiB");
}

function* disks(property: string, value: unknown, { maxDiskGiB }: Limits): Iterable<Finding> {
  for (const [index, disk] of listOf(value).entries())
    yield* within(`${property}[${index}].size`, disk.size, maxDiskGiB, " GiB");
}

/** `ecs.g7.large` is of the family `ecs.g7`, `ecs.u1-c1m2.large` (one CPU to two GiB) of `ecs.u1`. */
function familyOf(instanceType: string | undefined): string | undefined {
  return instanceType
    ?.split(".")
    .slice(0, 2)
    .join(".")
    .replace(/-c\d+m\d+$/, "");
}

function* within(name: string, value: unknown, limit: number, unit: string): Iterable<Finding> {
  if (isUnknown(value)) yield { undecided: name };
  else if (typeof value === "number" && value > limit) {
    yield {
      broken: {
        en: `${name} is ${value}${unit}, expected at most ${limit}${unit}.`,
        zh: `${name} 为 ${value}${unit}，应不超过 ${limit}${unit}。`,
      },
    };
  }
}
