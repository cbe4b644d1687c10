import { MINI_PROGRAMS } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { ENTRY_DISK_FAMILIES, instanceTypeOf, isKnownFamily, machinesOf } from "../instance-families.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

const ROLES = ["edge", "tomcat"] as const;

export function* knownFamilies({ alicloud }: Draft): Iterable<Finding> {
  for (const [index, family] of (alicloud?.instanceFamilies ?? []).entries()) {
    const at: Path = ["alicloud", "instanceFamilies", index];
    if (!isKnownFamily(family)) {
      yield {
        at,
        expected: {
          en: "ecs.u1, ecs.e, or a c, g or r family of generation 6 to 9 such as ecs.g7",
          zh: "ecs.u1、ecs.e，或第 6 至 9 代的 c、g、r 规格族，如 ecs.g7",
        },
        remedy: lineFor(at, "ecs.u1"),
      };
    }
    if (alicloud?.instanceFamilies.indexOf(family) !== index) {
      yield {
        at,
        expected: { en: "each family once", zh: "每个规格族只写一次" },
        remedy: { en: "delete this item", zh: "删除该项" },
      };
    }
  }
}

export function* entryDisks({ alicloud }: Draft): Iterable<Finding> {
  if (alicloud?.diskCategory !== "cloud_essd_entry") return;
  const strangers = alicloud.instanceFamilies.filter((family) => !ENTRY_DISK_FAMILIES.has(family));
  if (strangers.length === 0) return;
  const at: Path = ["alicloud", "diskCategory"];
  yield {
    at,
    expected: {
      en: `a category that ${strangers.join(", ")} takes; cloud_essd_entry is for ecs.u1 and ecs.e only`,
      zh: `${strangers.join("、")} 支持的类型；cloud_essd_entry 仅支持 ecs.u1 与 ecs.e`,
    },
    remedy: lineFor(at, "cloud_essd"),
  };
}

/** On Alibaba Cloud a machine is bought by type, so its CPUs and memory must be a pair that a family offers. */
export function* offeredSizes(draft: Draft): Iterable<Finding> {
  const families = draft.alicloud?.instanceFamilies.filter(isKnownFamily) ?? [];
  if (families.length === 0) return;
  for (const name of MINI_PROGRAMS) {
    const program = draft[name];
    if (program?.platform !== "alicloud") continue;
    for (const role of ROLES) {
      const { machine } = program[role];
      if (instanceTypeOf(machine, families) !== undefined) continue;
      const { cpus, memoryGiB } = nextLarger(machine, families);
      const at: Path = [name, role, "machine"];
      yield {
        at,
        expected: {
          en: `CPUs and memory that ${families.join(", ")} offer together`,
          zh: `${families.join("、")} 提供的 CPU 与内存组合`,
        },
        remedy: lineFor(at, { cpus, memoryGiB, diskGiB: machine.diskGiB }),
      };
    }
  }
}

/** The smallest machine on offer that has at least what was asked for, else the largest of all. */
function nextLarger(
  wanted: { readonly cpus: number; readonly memoryGiB: number },
  families: readonly string[],
) {
  const offers = families.flatMap(machinesOf).sort((a, b) => a.cpus - b.cpus || a.memoryGiB - b.memoryGiB);
  const found =
    offers.find(({ cpus, memoryGiB }) => cpus >= wanted.cpus && memoryGiB >= wanted.memoryGiB) ??
    offers.at(-1);
  return found ?? { cpus: 2, memoryGiB: 4 };
}
