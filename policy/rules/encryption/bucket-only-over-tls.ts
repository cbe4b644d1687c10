import { leadsTo, ofType } from "../../relations.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { statementsOf } from "../../statements.ts";
import { BUCKET, BUCKET_HTTPS, BUCKET_POLICY } from "../../types.ts";

export const bucketOnlyOverTls = defineRule({
  id: "bucket-only-over-tls",
  severity: "high",
  level: "mandatory",
  title: { en: "A bucket answers over TLS alone", zh: "存储桶只接受 TLS 访问" },
  rationale: {
    en: "A signed link that goes over plain HTTP is everybody's on the way.",
    zh: "走明文 HTTP 的签名链接，沿途谁都能用。",
  },
  remediation: {
    en: "For each bucket a BucketHttpsConfig with enable: true, or a policy that denies acs:SecureTransport false.",
    zh: "每个存储桶配 enable: true 的 BucketHttpsConfig，或在策略中拒绝 acs:SecureTransport 为 false 的请求。",
  },
  sources: [
    cis("Secure transfer is required for OSS buckets"),
    mlps("Confidentiality of communication", "8.1.2.2"),
  ],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const configs = ofType(resources, BUCKET_HTTPS).filter(
      ({ props }) => props.enable === true || isUnknown(props.enable),
    );
    const policies = ofType(resources, BUCKET_POLICY).filter(({ props }) => deniesPlain(props.policy));
    for (const bucket of ofType(resources, BUCKET)) {
      if (![...configs, ...policies].some((one) => leadsTo(one, "bucket", bucket, "bucket")))
        yield {
          urn: bucket.urn,
          broken: { en: "Nothing refuses requests in plain HTTP.", zh: "没有拒绝明文 HTTP 请求。" },
        };
    }
  },
});

function deniesPlain(policy: unknown): boolean {
  const statements = statementsOf(policy);
  if (isUnknown(statements)) return true;
  return statements.some(
    ({ allows, condition }) =>
      !allows && JSON.stringify(condition).toLowerCase().includes('"acs:securetransport":["false"]'),
  );
}
