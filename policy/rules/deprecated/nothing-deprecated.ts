import { DEPRECATED_PROPERTIES, DEPRECATED_RESOURCES } from "../../generated/deprecated.ts";
import { defineRule, type Finding } from "../../rule.ts";

export const nothingDeprecated = defineRule({
  id: "nothing-deprecated",
  severity: "low",
  level: "mandatory",
  title: { en: "Nothing that its provider is about to drop", zh: "不使用即将被移除的资源和属性" },
  rationale: {
    en: "A deprecated resource or property is gone with the next major version of the provider, and with it the preview.",
    zh: "弃用的资源和属性会随提供商下个大版本消失，预览也会随之失败。",
  },
  remediation: {
    en: "The provider's documentation names what takes its place; move a resource with aliases or an import.",
    zh: "提供商文档会写明替代；资源用 aliases 或 import 迁移。",
  },
  sources: [{ document: "Schemas of the providers", topic: "Resources and properties marked as deprecated" }],
  settings: {},
  resource: {
    types: new Set([...Object.keys(DEPRECATED_PROPERTIES), ...Object.keys(DEPRECATED_RESOURCES)]),
    check: function* ({ type, props }): Iterable<Finding> {
      const instead = DEPRECATED_RESOURCES[type];
      if (instead !== undefined)
        yield { broken: { en: `The type is deprecated: ${instead}.`, zh: `该类型已弃用：${instead}。` } };
      for (const property of DEPRECATED_PROPERTIES[type] ?? [])
        if (props[property] !== undefined)
          yield { broken: { en: `${property} is deprecated.`, zh: `${property} 已弃用。` } };
    },
  },
});
