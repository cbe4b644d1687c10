import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const bucketZoneRedundant = defineRule({
  id: "bucket-zone-redundant",
  severity: "medium",
  level: "mandatory",
  title: { en: "Pictures survive the loss of a zone", zh: "图片必须能承受一个可用区故障" },
  rationale: {
    en: "A bucket of the type LRS is in one zone, and can't be changed to ZRS in place.",
    zh: "LRS 存储桶只在一个可用区，而且不能原地改成 ZRS。",
  },
  remediation: {
    en: 'redundancyType: "ZRS" (hougu:data.pictures.zoneRedundant).',
    zh: '写法：redundancyType: "ZRS"（hougu:data.pictures.zoneRedundant）。',
  },
  sources: [mlps("Hot redundancy of important systems", "8.1.4.9"), manual("OSS: zone-redundant storage")],
  settings: {
    exempt: {
      schema: { type: "string", format: "regex" },
      default: "-logs$" as string,
      meaning: {
        en: "Names of buckets that may be in one zone. Access logs by default: they are copies of what the log service has",
        zh: "可以只在一个可用区的存储桶名称。默认为访问日志：日志服务里另有一份",
      },
    },
  },
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }, settings): Iterable<Finding> {
      if (new RegExp(settings.exempt, "u").test(String(props.bucket))) return;
      yield* expectOneOf(props, "redundancyType", "ZRS");
    },
  },
});
