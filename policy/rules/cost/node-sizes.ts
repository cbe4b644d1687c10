import { sizeInName } from "../../../components/config/instance-families.ts";
import { isButShouldBe } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { hougu } from "../../sources.ts";
import { NODE_POOL } from "../../types.ts";

export const nodeSizes = defineRule({
  id: "node-sizes",
  severity: "medium",
  level: "mandatory",
  title: { en: "Nodes are of families and sizes that were agreed", zh: "节点规格必须在约定范围内" },
  rationale: {
    en: "A typo in a pool is multiplied by its number of nodes.",
    zh: "节点池里写错一个字会乘以节点数。",
  },
  remediation: {
    en: "instanceTypes of hougu:alicloud.instanceFamilies within the limits.",
    zh: "instanceTypes 使用 hougu:alicloud.instanceFamilies 中的规格并在限额内。",
  },
  sources: [hougu("Budget of the environment")],
  settings: {
    instanceFamilies: {
      schema: { type: "array", items: { type: "string" } },
      default: ["ecs.u1", "ecs.g7", "ecs.c7", "ecs.r7", "ecs.g8i", "ecs.c8i", "ecs.r8i"] as readonly string[],
      meaning: { en: "ECS instance families", zh: "ECS 实例规格族" },
    },
    maxCpus: {
      schema: { type: "integer", minimum: 1 },
      default: 16 as number,
      meaning: { en: "Most virtual CPUs of a node", zh: "单节点最多 vCPU 数" },
    },
    maxMemoryGiB: {
      schema: { type: "integer", minimum: 1 },
      default: 64 as number,
      meaning: { en: "Most memory of a node, GiB", zh: "单节点最大内存（GiB）" },
    },
  },
  resource: {
    types: new Set([NODE_POOL]),
    check: function* ({ props }, settings): Iterable<Finding> {
      if (isUnknown(props.instanceTypes)) yield { undecided: "instanceTypes" };
      for (const instanceType of Array.isArray(props.instanceTypes) ? props.instanceTypes : []) {
        const { cpus, memoryGiB } = sizeInName(String(instanceType));
        const family = settings.instanceFamilies.some(
          (name) =>
            String(instanceType).startsWith(`${name}.`) || String(instanceType).startsWith(`${name}-c`),
        );
        if (!family || (cpus ?? 0) > settings.maxCpus || (memoryGiB ?? 0) > settings.maxMemoryGiB)
          yield isButShouldBe("instanceTypes", instanceType, {
            en: `a size of ${settings.instanceFamilies.join(", ")} with at most ${settings.maxCpus} vCPU and ${settings.maxMemoryGiB} GiB`,
            zh: `${settings.instanceFamilies.join("、")} 的规格，不超过 ${settings.maxCpus} vCPU 和 ${settings.maxMemoryGiB} GiB`,
          });
      }
    },
  },
});
