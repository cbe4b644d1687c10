import { leadsTo, ofType } from "../../relations.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, manual } from "../../sources.ts";
import { BUCKET, BUCKET_PUBLIC_ACCESS_BLOCK } from "../../types.ts";

export const bucketPublicAccessBlocked = defineRule({
  id: "bucket-public-access-blocked",
  severity: "critical",
  level: "mandatory",
  title: { en: "Every bucket refuses to be made public", zh: "每个存储桶都必须阻止公共访问" },
  rationale: {
    en: "An access list is one click away from public. The block refuses that click, and public policies too.",
    zh: "读写权限点一下就能变成公开；阻止公共访问会拒绝这一下，也会拒绝公开的策略。",
  },
  remediation: {
    en: "One BucketPublicAccessBlock with blockPublicAccess: true for each bucket.",
    zh: "每个存储桶配一个 blockPublicAccess: true 的 BucketPublicAccessBlock。",
  },
  sources: [checkov("CKV_ALI_1", "No OSS bucket is public"), manual("OSS: block public access")],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const blocks = ofType(resources, BUCKET_PUBLIC_ACCESS_BLOCK);
    for (const bucket of ofType(resources, BUCKET)) {
      const mine = blocks.filter((block) => leadsTo(block, "bucket", bucket, "bucket"));
      if (
        !mine.some(
          (block) => block.props.blockPublicAccess === true || isUnknown(block.props.blockPublicAccess),
        )
      )
        yield {
          urn: bucket.urn,
          broken: { en: "Nothing blocks public access to the bucket.", zh: "该存储桶没有阻止公共访问。" },
        };
    }
  },
});
