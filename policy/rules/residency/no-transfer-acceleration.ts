import { expectNot } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const noTransferAcceleration = defineRule({
  id: "no-transfer-acceleration",
  severity: "medium",
  level: "mandatory",
  title: { en: "Uploads don't go around the world", zh: "上传不绕行全球" },
  rationale: {
    en: "Transfer acceleration takes data in at the nearest point of presence, which may be abroad. Our customers and our bucket are in one country.",
    zh: "传输加速在最近的接入点接收数据，可能在境外；我们的用户和存储桶在同一个国家。",
  },
  remediation: { en: "Leave transferAcceleration out.", zh: "不设 transferAcceleration。" },
  sources: [
    checkov("CKV_ALI_11", "Asks for transfer acceleration; here the data's place counts more than the speed"),
    {
      document: "Personal Information Protection Law of the People's Republic of China",
      clause: "article 38",
      topic: "Conditions for taking personal information abroad",
    },
  ],
  settings: {},
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectNot(props, "transferAcceleration.enabled", true);
    },
    remediate: () => ({ "transferAcceleration.enabled": false }),
  },
});
