import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, kubernetesBenchmark } from "../../sources.ts";
import { CLUSTER } from "../../types.ts";

export const kubernetesApiPrivate = defineRule({
  id: "kubernetes-api-private",
  severity: "critical",
  level: "mandatory",
  title: { en: "The cluster's API server has no public address", zh: "集群 API Server 不得有公网地址" },
  rationale: {
    en: "Whoever reaches the API server may try stolen tokens and tomorrow's vulnerability on it. People come through the VPN.",
    zh: "能访问 API Server 的人就能尝试盗来的令牌和明天的漏洞。运维通过 VPN 访问。",
  },
  remediation: { en: "slbInternetEnabled: false.", zh: "写法：slbInternetEnabled: false。" },
  sources: [
    cis("ACK: the API server isn't reachable from the internet"),
    kubernetesBenchmark("Control plane endpoints are private"),
  ],
  settings: {},
  resource: {
    types: new Set([CLUSTER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "slbInternetEnabled", false);
    },
  },
});
