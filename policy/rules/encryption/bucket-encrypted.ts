import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const bucketEncrypted = defineRule({
  id: "bucket-encrypted",
  severity: "high",
  level: "mandatory",
  title: { en: "Every bucket is encrypted", zh: "所有存储桶必须加密" },
  rationale: {
    en: "Objects outlive disks: what is written today is read from hardware of ten years hence.",
    zh: "对象比磁盘活得久：今天写入的数据，十年后还在别的硬件上。",
  },
  remediation: {
    en: "serverSideEncryptionRule with sseAlgorithm AES256 or KMS.",
    zh: "设置 serverSideEncryptionRule，sseAlgorithm 为 AES256 或 KMS。",
  },
  sources: [cis("OSS buckets are encrypted at rest"), mlps("Confidentiality of stored data", "8.1.4.8")],
  settings: {},
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "serverSideEncryptionRule.sseAlgorithm", "AES256", "KMS");
    },
    remediate: () => ({ "serverSideEncryptionRule.sseAlgorithm": "AES256" }),
  },
});
