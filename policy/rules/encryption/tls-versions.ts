import { at, isButShouldBe } from "../../expect.ts";
import { isUnknown, listOf, type Properties } from "../../resource.ts";
import { type Changes, defineRule, type Finding } from "../../rule.ts";
import { checkov, mlps } from "../../sources.ts";
import { ALB_CONFIG, ALB_SECURITY_POLICY, BUCKET_HTTPS, CDN_CONFIG } from "../../types.ts";

export const tlsVersions = defineRule({
  id: "tls-versions",
  severity: "high",
  level: "mandatory",
  title: { en: "TLS 1.2 and 1.3, nothing older", zh: "只用 TLS 1.2 和 1.3" },
  rationale: {
    en: "TLS 1.0 and 1.1 were withdrawn in 2021 (RFC 8996): their hashes and ciphers are broken.",
    zh: "TLS 1.0 和 1.1 已于 2021 年废止（RFC 8996）：其哈希和加密套件已被攻破。",
  },
  remediation: {
    en: 'tlsVersions: ["TLSv1.2", "TLSv1.3"]; for the CDN tls10 and tls11 off; for an AlbConfig a securityPolicyId of tls_cipher_policy_1_2 or newer.',
    zh: 'tlsVersions: ["TLSv1.2", "TLSv1.3"]；CDN 关闭 tls10、tls11；AlbConfig 使用 tls_cipher_policy_1_2 及以上的 securityPolicyId。',
  },
  sources: [
    { document: "RFC 8996", topic: "Deprecating TLS 1.0 and TLS 1.1" },
    checkov("CKV_ALI_33", "TLS policies are secure"),
    mlps("Confidentiality of communication", "8.1.2.2"),
  ],
  settings: {},
  resource: {
    types: new Set([ALB_SECURITY_POLICY, BUCKET_HTTPS, CDN_CONFIG, ALB_CONFIG]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === CDN_CONFIG) yield* cdnVersions(props);
      else if (type === ALB_CONFIG) yield* albConfigVersions(props);
      else yield* listedVersions(props.tlsVersions);
    },
    remediate: ({ type, props }) => {
      if (type === CDN_CONFIG) return cdnChanges(props);
      // Which policies a cluster's controller knows depends on its version: a person chooses.
      return type === ALB_CONFIG ? undefined : { tlsVersions: ["TLSv1.2", "TLSv1.3"] };
    },
  },
});

function* listedVersions(versions: unknown): Iterable<Finding> {
  if (isUnknown(versions)) yield { undecided: "tlsVersions" };
  // Absent, the services take TLS 1.0 as well.
  else if (
    !Array.isArray(versions) ||
    versions.length === 0 ||
    versions.some((version) => !/^TLSv1\.[23]$/.test(String(version)))
  )
    yield isButShouldBe("tlsVersions", versions, { en: "TLSv1.2, TLSv1.3", zh: "TLSv1.2、TLSv1.3" });
}

function* cdnVersions(props: Properties): Iterable<Finding> {
  if (props.functionName !== "https_tls_version") return;
  for (const { argName, argValue } of listOf(props.functionArgs)) {
    if ((argName === "tls10" || argName === "tls11") && argValue !== "off")
      yield isButShouldBe(String(argName), argValue, { en: "off", zh: "off" });
  }
}

function cdnChanges(props: Properties): Changes {
  return Object.fromEntries(
    listOf(props.functionArgs).flatMap(({ argName }, index) =>
      argName === "tls10" || argName === "tls11" ? [[`functionArgs.${index}.argValue`, "off"]] : [],
    ),
  );
}

function* albConfigVersions(props: Properties): Iterable<Finding> {
  for (const listener of listOf(at(props, "spec.listeners"))) {
    if (listener.protocol !== "HTTPS" && listener.protocol !== "QUIC") continue;
    const policy = listener.securityPolicyId;
    if ((typeof policy === "string" && /^tls_cipher_policy_1_[01]$/.test(policy)) || policy === undefined)
      yield isButShouldBe(`spec.listeners[${String(listener.port)}].securityPolicyId`, policy, {
        en: "a policy of TLS 1.2 or newer",
        zh: "TLS 1.2 及以上的策略",
      });
  }
}
