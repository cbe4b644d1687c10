import { at, expectNot, isButShouldBe } from "../../expect.ts";
import type { Properties } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";
import { SERVICE } from "../../types.ts";

export const servicesInside = defineRule({
  id: "services-inside",
  severity: "high",
  level: "mandatory",
  title: { en: "Services in the cluster have no way in of their own", zh: "集群内的 Service 不得自带入口" },
  rationale: {
    en: "A NodePort or a balancer of a Service's own goes around the Ingress: no WAF, no TLS policy, no access log.",
    zh: "NodePort 或 Service 自带的负载均衡绕过 Ingress：没有 WAF、TLS 策略和访问日志。",
  },
  remediation: {
    en: "type: ClusterIP, and an Ingress for what is public.",
    zh: "type: ClusterIP；需要公开的走 Ingress。",
  },
  sources: [
    kubernetesBenchmark("Services are exposed on purpose"),
    mlps("Traffic passes through controlled interfaces", "8.1.3.1"),
  ],
  settings: {},
  resource: {
    types: new Set([SERVICE]),
    check: function* ({ props }): Iterable<Finding> {
      // Kubernetes takes ClusterIP for an absent type.
      yield* expectNot(props, "spec.type", "NodePort", "LoadBalancer");
      yield* expectNoExternalAddress(props);
    },
  },
});

function* expectNoExternalAddress(props: Properties): Iterable<Finding> {
  const addresses = at(props, "spec.externalIPs");
  if (Array.isArray(addresses) && addresses.length > 0)
    yield isButShouldBe("spec.externalIPs", addresses, {
      en: "nothing: CVE-2020-8554",
      zh: "空：CVE-2020-8554",
    });
}
