import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { CDN_DOMAIN } from "../../types.ts";

export const cdnInside = defineRule({
  id: "cdn-inside",
  severity: "high",
  level: "mandatory",
  title: { en: "Pictures are cached in mainland China alone", zh: "图片只在中国大陆缓存" },
  rationale: { en: "A cache abroad holds customers' pictures abroad.", zh: "境外的缓存就是境外的客户照片。" },
  remediation: { en: 'scope: "domestic".', zh: '写法：scope: "domestic"。' },
  sources: [
    {
      document: "Personal Information Protection Law of the People's Republic of China",
      clause: "article 38",
      topic: "Conditions for taking personal information abroad",
    },
  ],
  settings: {},
  resource: {
    types: new Set([CDN_DOMAIN]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "scope", "domestic");
    },
  },
});
