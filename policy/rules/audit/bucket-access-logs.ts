import { expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis, mlps } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const bucketAccessLogs = defineRule({
  id: "bucket-access-logs",
  severity: "medium",
  level: "mandatory",
  title: { en: "Who read which picture is on record", zh: "谁读了哪张图片必须有记录" },
  rationale: {
    en: "After a leak the first question is what was taken. Without access logs nobody can answer it.",
    zh: "泄露之后第一个问题是丢了什么，没有访问日志谁也答不上来。",
  },
  remediation: {
    en: "logging: { targetBucket, targetPrefix }.",
    zh: "写法：logging: { targetBucket, targetPrefix }。",
  },
  sources: [
    checkov("CKV_ALI_12", "OSS buckets have access logging"),
    cis("Logging is enabled for OSS buckets"),
    mlps("Audit", "8.1.4.3"),
  ],
  settings: {
    exempt: {
      schema: { type: "string", format: "regex" },
      default: "-logs$" as string,
      meaning: {
        en: "Names of buckets that are not logged. The logs' own by default: each entry would make the next",
        zh: "不记录的存储桶名称。默认为日志桶自身：每条日志会再产生一条",
      },
    },
  },
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }, settings): Iterable<Finding> {
      if (new RegExp(settings.exempt, "u").test(String(props.bucket))) return;
      yield* expectSet(props, "logging.targetBucket");
    },
  },
});
