import { isUnknown, listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { hougu, manual } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const uploadsCleanedUp = defineRule({
  id: "uploads-cleaned-up",
  severity: "low",
  level: "mandatory",
  title: { en: "Broken uploads are cleaned up", zh: "清理未完成的上传" },
  rationale: {
    en: "The parts of an upload that broke off are in no listing, and on each bill.",
    zh: "中断上传留下的分片在列表里看不到，却在每张账单上。",
  },
  remediation: {
    en: "A lifecycle rule with abortMultipartUploads.",
    zh: "生命周期规则设置 abortMultipartUploads。",
  },
  sources: [hougu("Budget of the environment"), manual("OSS: lifecycle rules for parts")],
  settings: {},
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }): Iterable<Finding> {
      if (isUnknown(props.lifecycleRules)) yield { undecided: "lifecycleRules" };
      else if (
        !listOf(props.lifecycleRules).some(
          (rule) => rule.enabled !== false && listOf(rule.abortMultipartUploads).length > 0,
        )
      )
        yield {
          broken: { en: "No lifecycle rule ends broken uploads.", zh: "没有清理未完成上传的生命周期规则。" },
        };
    },
  },
});
