import { at } from "../../expect.ts";
import { isUnknown, listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";
import { INGRESS } from "../../types.ts";

export const ingressOverTls = defineRule({
  id: "ingress-over-tls",
  severity: "high",
  level: "mandatory",
  title: { en: "Each way in of the cluster has a certificate", zh: "集群的每个入口都有证书" },
  rationale: {
    en: "A host that is missing under tls is answered in plain HTTP, or with somebody else's certificate.",
    zh: "tls 中缺少的主机名会以明文 HTTP 或别人的证书应答。",
  },
  remediation: {
    en: "spec.tls with each host of spec.rules.",
    zh: "spec.tls 写上 spec.rules 中的每个主机名。",
  },
  sources: [
    kubernetesBenchmark("Services are exposed over TLS"),
    mlps("Confidentiality of communication", "8.1.2.2"),
  ],
  settings: {},
  resource: {
    types: new Set([INGRESS]),
    check: function* ({ props }): Iterable<Finding> {
      const covered = new Set(
        listOf(at(props, "spec.tls")).flatMap(({ hosts }) => (Array.isArray(hosts) ? hosts : [])),
      );
      for (const { host } of listOf(at(props, "spec.rules"))) {
        if (isUnknown(host)) yield { undecided: "spec.rules.host" };
        else if (!covered.has(host))
          yield { broken: { en: `spec.tls lacks ${String(host)}.`, zh: `spec.tls 缺少 ${String(host)}。` } };
      }
    },
  },
});
