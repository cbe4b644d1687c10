import { expectNot, expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis, mlps } from "../../sources.ts";
import { BUCKET, BUCKET_ACL } from "../../types.ts";

export const bucketAclPrivate = defineRule({
  id: "bucket-acl-private",
  severity: "critical",
  level: "mandatory",
  title: { en: "No bucket is public by its access list", zh: "存储桶的读写权限必须为私有" },
  rationale: {
    en: "A public bucket is found by scanners in hours, and what was copied can't be taken back.",
    zh: "公开的存储桶几小时内就会被扫到，被复制走的数据收不回来。",
  },
  remediation: {
    en: 'BucketAcl with acl: "private"; people get pictures through the CDN\'s signed links.',
    zh: 'BucketAcl 设置 acl: "private"；图片通过 CDN 签名链接访问。',
  },
  sources: [
    checkov("CKV_ALI_1", "No OSS bucket is public"),
    cis("No OSS bucket is publicly accessible"),
    mlps("Access control", "8.1.4.2"),
  ],
  settings: {},
  resource: {
    types: new Set([BUCKET_ACL, BUCKET]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === BUCKET) yield* expectNot(props, "acl", "public-read", "public-read-write");
      else yield* expectOneOf(props, "acl", "private");
    },
    remediate: () => ({ acl: "private" }),
  },
});
