import type { Machine } from "./environment.ts";

/** Sizes of an ECS instance family that this program knows: names by virtual CPUs, and memory per CPU. */
interface Sizes {
  /** GiB per virtual CPU. */
  readonly gibPerCpu: readonly number[];
  /** Size suffix by number of virtual CPUs. */
  readonly suffixes: Readonly<Record<number, string>>;
  /** The family sells several ratios, so the instance type names one: `ecs.u1-c1m2.large`. */
  readonly namesRatio: boolean;
}

// Alibaba Cloud, "Overview of instance families": https://www.alibabacloud.com/help/en/ecs/user-guide/overview-of-instance-families
const ENTERPRISE_SUFFIXES = {
  2: "large",
  4: "xlarge",
  8: "2xlarge",
  12: "3xlarge",
  16: "4xlarge",
  24: "6xlarge",
  32: "8xlarge",
  64: "16xlarge",
};
const UNIVERSAL_SUFFIXES = { 2: "large", 4: "xlarge", 8: "2xlarge", 16: "4xlarge", 32: "8xlarge" };
const ECONOMY_SUFFIXES = { 2: "large", 4: "xlarge", 8: "2xlarge" };

/** Families whose sizes don't follow from their letter. */
const SPECIAL: Readonly<Record<string, Sizes>> = {
  "ecs.u1": { gibPerCpu: [1, 2, 4, 8], suffixes: UNIVERSAL_SUFFIXES, namesRatio: true },
  "ecs.e": { gibPerCpu: [1, 2, 4], suffixes: ECONOMY_SUFFIXES, namesRatio: true },
};

/** Enterprise families: the letter says the ratio (c 1:2, g 1:4, r 1:8), the digit the generation. */
const ENTERPRISE = /^ecs\.(?<letter>[cgr])[6-9][a-z]*$/;
const GIB_PER_CPU: Readonly<Record<string, number>> = { c: 2, g: 4, r: 8 };

function sizesOf(family: string): Sizes | undefined {
  const special = Object.hasOwn(SPECIAL, family) ? SPECIAL[family] : undefined;
  if (special) return special;
  const ratio = GIB_PER_CPU[ENTERPRISE.exec(family)?.groups?.letter ?? ""];
  return ratio === undefined
    ? undefined
    : { gibPerCpu: [ratio], suffixes: ENTERPRISE_SUFFIXES, namesRatio: false };
}

/** True when the sizes of the family are known, e.g. `ecs.u1`, `ecs.e`, `ecs.c7`, `ecs.g8i`, `ecs.r6`. */
export function isKnownFamily(family: string): boolean {
  return sizesOf(family) !== undefined;
}

/** Machines that a family offers, smallest first. */
export function machinesOf(family: string): readonly Pick<Machine, "cpus" | "memoryGiB">[] {
  const sizes = sizesOf(family);
  if (!sizes) return [];
  return Object.keys(sizes.suffixes).flatMap((cpus) =>
    sizes.gibPerCpu.map((ratio) => ({ cpus: Number(cpus), memoryGiB: Number(cpus) * ratio })),
  );
}

/** Families whose instances take the cheapest disks, `cloud_essd_entry`. */
export const ENTRY_DISK_FAMILIES: ReadonlySet<string> = new Set(["ecs.u1", "ecs.e"]);

/**
 * The ECS instance type of a machine: of the first allowed family that offers exactly its CPUs and memory,
 * e.g. `ecs.u1-c1m2.large` or `ecs.g7.xlarge`; `undefined` when none does (the configuration refuses that).
 */
export function instanceTypeOf(
  machine: Pick<Machine, "cpus" | "memoryGiB">,
  families: readonly string[],
): string | undefined {
  for (const family of families) {
    const sizes = sizesOf(family);
    const suffix = sizes?.suffixes[machine.cpus];
    const ratio = machine.memoryGiB / machine.cpus;
    if (!sizes || suffix === undefined || !sizes.gibPerCpu.includes(ratio)) continue;
    return sizes.namesRatio ? `${family}-c1m${ratio}.${suffix}` : `${family}.${suffix}`;
  }
  return undefined;
}

/** The size that the name of an instance type tells; what the name doesn't tell is left out. */
export function sizeInName(instanceType: string): Partial<Pick<Machine, "cpus" | "memoryGiB">> {
  const [, family = "", ratio, factor, size] =
    /^(ecs\.[a-z0-9]+)(?:-c1m(\d+))?\.(?:(\d*)x)?(large)$/.exec(instanceType) ?? [];
  if (size === undefined) return {};
  // `large` has 2 CPUs, `xlarge` 4, `2xlarge` twice that, and so on.
  const cpus = factor === undefined ? 2 : 4 * Number(factor || 1);
  const gibPerCpu = ratio === undefined ? onlyRatioOf(family) : Number(ratio);
  return { cpus, ...(gibPerCpu === undefined ? {} : { memoryGiB: cpus * gibPerCpu }) };
}

function onlyRatioOf(family: string): number | undefined {
  const [ratio, ...others] = sizesOf(family)?.gibPerCpu ?? [];
  return others.length === 0 ? ratio : undefined;
}
