import { TAGGABLE } from "../../generated/taggable.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mapTags, type Tags, tag, vsphereTags } from "../../tags.ts";
import { VSPHERE_VM } from "../../types.ts";

export const mandatoryTags = defineRule({
  id: "mandatory-tags",
  severity: "medium",
  level: "mandatory",
  title: {
    en: "Everything that can bear tags says whose it is",
    zh: "凡可打标签的资源都必须标明归属",
  },
  rationale: {
    en: "Bills are split, incidents routed and leftovers found by tags. A resource without an owner is nobody's until it costs or breaks something.",
    zh: "账单分摊、事故派发、清理遗留资源都靠标签。没有负责人的资源，出了费用或故障才有人发现。",
  },
  remediation: {
    en: 'Pass the environment\'s tags: tags: { owner, service, environment, "cost-centre" }. On vSphere: one tag per category, or custom attributes, made by this program.',
    zh: '传入环境标签：tags: { owner, service, environment, "cost-centre" }。vSphere：每个类别一个标签，或使用自定义属性，均由本程序创建。',
  },
  sources: [
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.10.2",
      topic: "Asset management: assets are listed with who answers for them",
    },
  ],
  settings: {
    keys: {
      schema: { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
      default: ["owner", "service", "environment", "cost-centre"] as readonly string[],
      meaning: { en: "Keys that must be there with a value", zh: "必须存在且有值的标签键" },
    },
    values: {
      schema: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
      default: {
        service: ["artist", "food", "platform"],
        environment: ["dev", "prod"],
      } as Readonly<Record<string, readonly string[]>>,
      meaning: { en: "Keys whose value must be one of a list", zh: "取值必须在列表中的标签键" },
    },
    fill: {
      schema: { type: "object", additionalProperties: { type: "string", minLength: 1 } },
      // Who owns a thing nobody can guess; which environment it is in its configuration knows.
      default: {} as Readonly<Record<string, string>>,
      meaning: {
        en: "Values that the level `remediate` gives to keys that are missing; keys without dots",
        zh: "级别为 `remediate` 时为缺少的标签键补上的值；键不含点号",
      },
    },
  },
  resource: {
    types: TAGGABLE,
    check: function* ({ props }, settings): Iterable<Finding> {
      const tags = mapTags(props.tags);
      if (isUnknown(tags)) yield { undecided: "tags" };
      else yield* judge(tags, settings);
    },
    remediate: ({ props }, { keys, fill }) => {
      const tags = mapTags(props.tags);
      if (isUnknown(tags)) return undefined;
      const missing = Object.entries(fill).filter(([key]) => keys.includes(key) && isMissing(tags, key));
      return missing.length === 0
        ? undefined
        : Object.fromEntries(missing.map(([key, value]) => [`tags.${key}`, value]));
    },
  },
  // vCenter keeps tag ids: what they stand for is only to be seen together with the other resources.
  stack: function* (resources, settings): Iterable<Finding> {
    for (const vm of resources) {
      if (vm.type !== VSPHERE_VM) continue;
      for (const finding of judge(vsphereTags(vm), settings)) yield { ...finding, urn: vm.urn };
    }
  },
});

function* judge(
  tags: Tags,
  settings: {
    readonly keys: readonly string[];
    readonly values: Readonly<Record<string, readonly string[]>>;
  },
): Iterable<Finding> {
  const missing = settings.keys.filter((key) => isMissing(tags, key));
  if (missing.length > 0) {
    yield {
      broken: { en: `No value for ${missing.join(", ")}.`, zh: `缺少标签值：${missing.join("、")}。` },
    };
  }
  for (const [key, allowed] of Object.entries(settings.values)) {
    const value = tag(tags, key);
    if (isUnknown(value)) yield { undecided: `tags.${key}` };
    else if (value !== undefined && value.trim() !== "" && !allowed.includes(value)) {
      yield {
        broken: {
          en: `${key} is "${value}", expected one of ${allowed.join(", ")}.`,
          zh: `${key} 为“${value}”，应为 ${allowed.join("、")} 之一。`,
        },
      };
    }
  }
}

function isMissing(tags: Tags, key: string): boolean {
  const value = tag(tags, key);
  return value === undefined || (typeof value === "string" && value.trim() === "");
}
