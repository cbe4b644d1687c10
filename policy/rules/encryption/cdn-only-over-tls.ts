import { expectOneOf } from "../../expect.ts";
import { leadsTo, ofType } from "../../relations.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { CDN_CONFIG, CDN_DOMAIN } from "../../types.ts";

export const cdnOnlyOverTls = defineRule({
  id: "cdn-only-over-tls",
  severity: "high",
  level: "mandatory",
  title: { en: "The CDN answers over TLS alone", zh: "CDN 只接受 TLS 访问" },
  rationale: {
    en: "A picture's signed link in plain HTTP can be read and used by everybody on the way.",
    zh: "明文 HTTP 里的图片签名链接沿途谁都能读到并使用。",
  },
  remediation: {
    en: 'certificateConfig with serverCertificateStatus: "on", and a DomainConfig https_force with enable on.',
    zh: 'certificateConfig 设置 serverCertificateStatus: "on"，并配置 https_force 的 enable 为 on。',
  },
  sources: [mlps("Confidentiality of communication", "8.1.2.2"), manual("CDN: forced redirect to HTTPS")],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const forced = ofType(resources, CDN_CONFIG).filter(
      ({ props }) =>
        props.functionName === "https_force" &&
        listOf(props.functionArgs).some(({ argName, argValue }) => argName === "enable" && argValue === "on"),
    );
    for (const domain of ofType(resources, CDN_DOMAIN)) {
      for (const finding of expectOneOf(domain.props, "certificateConfig.serverCertificateStatus", "on"))
        yield { urn: domain.urn, ...finding };
      if (!forced.some((config) => leadsTo(config, "domainName", domain, "domainName")))
        yield {
          urn: domain.urn,
          broken: {
            en: "No https_force leads plain HTTP to HTTPS.",
            zh: "没有 https_force 把明文 HTTP 跳转到 HTTPS。",
          },
        };
    }
  },
});
