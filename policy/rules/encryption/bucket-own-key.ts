import { expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const bucketOwnKey = defineRule({
  id: "bucket-own-key",
  severity: "medium",
  level: "mandatory",
  title: { en: "Pictures are encrypted with a key of our own", zh: "图片用我们自己的密钥加密" },
  rationale: {
    en: "A key of our own can be refused to somebody who already has the bucket's permission, and each use of it is on record.",
    zh: "自己的密钥可以对已有存储桶权限的人拒绝，每次使用都有记录。",
  },
  remediation: {
    en: 'serverSideEncryptionRule: { sseAlgorithm: "KMS", kmsMasterKeyId }.',
    zh: '写法：serverSideEncryptionRule: { sseAlgorithm: "KMS", kmsMasterKeyId }。',
  },
  sources: [
    checkov("CKV_ALI_6", "OSS buckets are encrypted with a customer master key"),
    cis("OSS buckets are encrypted with a customer master key"),
  ],
  settings: {
    exempt: {
      schema: { type: "string", format: "regex" },
      default: "-logs$" as string,
      meaning: {
        en: "Names of buckets that need none. Access logs by default: the log delivery writes them, and has no key of ours",
        zh: "无需自有密钥的存储桶名称。默认为访问日志：由日志投递服务写入，没有我们的密钥",
      },
    },
  },
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }, settings): Iterable<Finding> {
      if (new RegExp(settings.exempt, "u").test(String(props.bucket))) return;
      yield* expectSet(props, "serverSideEncryptionRule.kmsMasterKeyId");
    },
  },
});
