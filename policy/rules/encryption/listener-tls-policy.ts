import { expectNot, expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, mlps } from "../../sources.ts";
import { ALB_LISTENER } from "../../types.ts";

export const listenerTlsPolicy = defineRule({
  id: "listener-tls-policy",
  severity: "high",
  level: "mandatory",
  title: { en: "A listener of HTTPS has a policy of its own", zh: "HTTPS 监听必须指定安全策略" },
  rationale: {
    en: "Without one the balancer takes its default policy, which still speaks TLS 1.0.",
    zh: "不指定时负载均衡使用默认策略，仍支持 TLS 1.0。",
  },
  remediation: {
    en: "securityPolicyId of a SecurityPolicy of the environment, or tls_cipher_policy_1_2_strict_with_1_3.",
    zh: "securityPolicyId 使用环境的 SecurityPolicy，或 tls_cipher_policy_1_2_strict_with_1_3。",
  },
  sources: [
    checkov("CKV_ALI_33", "TLS policies are secure"),
    mlps("Confidentiality of communication", "8.1.2.2"),
  ],
  settings: {},
  resource: {
    types: new Set([ALB_LISTENER]),
    check: function* ({ props }): Iterable<Finding> {
      if (props.listenerProtocol !== "HTTPS" && props.listenerProtocol !== "QUIC") return;
      yield* expectSet(props, "securityPolicyId");
      yield* expectNot(props, "securityPolicyId", "tls_cipher_policy_1_0", "tls_cipher_policy_1_1");
    },
    remediate: () => ({ securityPolicyId: "tls_cipher_policy_1_2" }),
  },
});
