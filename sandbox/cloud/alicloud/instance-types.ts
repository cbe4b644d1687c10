/** What an instance type has, e.g. `ecs.g7.xlarge` or `ecs.u1-c1m2.large`. Memory in MiB, as the API counts it. */
export interface InstanceSize {
  readonly cpu: number;
  readonly memory: number;
}

const MIB_PER_GIB = 1024;
/** GiB for each virtual CPU, by the letter of the family. */
const GIB_PER_CPU: Readonly<Record<string, number>> = { c: 2, g: 4, r: 8, u: 4, e: 2, hf: 4, t: 4, s: 4 };

/** @returns undefined when no instance type is called so */
export function sizeOf(instanceType: string): InstanceSize | undefined {
  const match =
    /^ecs\.(?<family>[a-z]+)\d*[a-z]*(?:-c\d+m(?<ratio>\d+))?\.(?<times>\d*)(?<size>small|medium|large|xlarge)$/.exec(
      instanceType,
    );
  const { family = "", ratio, times = "", size = "" } = match?.groups ?? {};
  if (!match) return undefined;
  const cpu = cpusOf(size, times === "" ? 1 : Number(times));
  const gib = ratio === undefined ? GIB_PER_CPU[family] : Number(ratio);
  return cpu === undefined || gib === undefined ? undefined : { cpu, memory: cpu * gib * MIB_PER_GIB };
}

/** Cores of a type and the threads of each: two, as nearly all types have them. */
export function coresOf(instanceType: string): {
  readonly coreCount: number;
  readonly threadsPerCore: number;
} {
  const cpu = sizeOf(instanceType)?.cpu ?? 1;
  return { coreCount: Math.max(1, cpu / 2), threadsPerCore: cpu > 1 ? 2 : 1 };
}

/** Some families of today, as a list of instance types shows them; {@link sizeOf} knows any that is named alike. */
const PUBLISHED_FAMILIES = ["ecs.c7", "ecs.g7", "ecs.r7", "ecs.c8i", "ecs.g8i", "ecs.r8i"] as const;
const PUBLISHED_SIZES = ["large", "xlarge", "2xlarge", "3xlarge", "4xlarge", "6xlarge", "8xlarge"] as const;
/** Families whose types name the GiB for each CPU. */
const PUBLISHED_RATIOS: Readonly<Record<string, readonly number[]>> = {
  "ecs.u1": [1, 2, 4, 8],
  "ecs.e": [1, 2, 4],
};
const RATIO_SIZES = ["large", "xlarge", "2xlarge"] as const;

/** The instance types that the cloud lists. */
export function publishedTypes(): readonly string[] {
  return [
    ...PUBLISHED_FAMILIES.flatMap((family) => PUBLISHED_SIZES.map((size) => `${family}.${size}`)),
    ...Object.entries(PUBLISHED_RATIOS).flatMap(([family, ratios]) =>
      ratios.flatMap((ratio) => RATIO_SIZES.map((size) => `${family}-c1m${ratio}.${size}`)),
    ),
  ];
}

/** `ecs.g7` of `ecs.g7.large`, `ecs.u1` of `ecs.u1-c1m2.large`. */
export function familyOf(instanceType: string): string {
  return instanceType.replace(/(-c\d+m\d+)?\.[^.]*$/, "");
}

function cpusOf(size: string, times: number): number | undefined {
  switch (size) {
    case "small":
    case "medium":
      return 1;
    case "large":
      return 2;
    case "xlarge":
      return 4 * times;
    default:
      return undefined;
  }
}
