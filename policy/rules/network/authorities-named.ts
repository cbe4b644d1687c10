import { ofType } from "../../relations.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { DNS_RECORD } from "../../types.ts";

export const authoritiesNamed = defineRule({
  id: "authorities-named",
  severity: "medium",
  level: "mandatory",
  title: {
    en: "Each public zone says who may issue its certificates",
    zh: "每个公网域名必须声明可签发证书的机构",
  },
  rationale: {
    en: "Without a CAA record any of some hundred authorities may issue a certificate for our names, and has only to be deceived once.",
    zh: "没有 CAA 记录时，上百家机构中的任何一家都能为我们的域名签发证书，只要被骗一次就够了。",
  },
  remediation: {
    en: "hougu:<mini-program>.dns.caaIssuers, which writes CAA records.",
    zh: "配置 hougu:<小程序>.dns.caaIssuers，由程序写入 CAA 记录。",
  },
  sources: [{ document: "RFC 8659", topic: "Certification Authority Authorization" }],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const records = ofType(resources, DNS_RECORD);
    const authorised = new Set(
      records.filter(({ props }) => props.type === "CAA").map(({ props }) => props.domainName),
    );
    const told = new Set<unknown>();
    for (const { urn, props } of records) {
      const zone = props.domainName;
      if (
        !["A", "AAAA", "CNAME"].includes(String(props.type)) ||
        isUnknown(zone) ||
        authorised.has(zone) ||
        told.has(zone)
      )
        continue;
      told.add(zone);
      yield {
        urn,
        broken: { en: `The zone ${zone} has no CAA record.`, zh: `域名 ${zone} 没有 CAA 记录。` },
      };
    }
  },
});
