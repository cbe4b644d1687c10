import { at, expectOneOf } from "../../expect.ts";
import { ofType } from "../../relations.ts";
import { madeOf, type StackResource, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { ALB, ALB_CONFIG, WAF_TEMPLATE } from "../../types.ts";

export const publicBalancerBehindWaf = defineRule({
  id: "public-balancer-behind-waf",
  severity: "critical",
  level: "mandatory",
  title: { en: "A balancer with a public address has a WAF", zh: "有公网地址的负载均衡必须有 WAF 防护" },
  rationale: {
    en: "What the internet can ask, it asks: injections and scans reach the application unless something reads requests first.",
    zh: "互联网上的注入和扫描会直达应用，除非前面有东西先读请求。",
  },
  remediation: {
    en: 'loadBalancerEdition: "StandardWithWaf" and a WAF 3.0 defence template bound to the balancer; for an AlbConfig, edition: "StandardWithWaf" (the account\'s default template protects it).',
    zh: 'loadBalancerEdition: "StandardWithWaf"，并绑定 WAF 3.0 防护模板；AlbConfig 设置 edition: "StandardWithWaf"（由账号默认模板防护）。',
  },
  sources: [
    mlps("Protection against intrusion at the boundary", "8.1.3.3"),
    manual("ALB: WAF-enhanced edition"),
  ],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const templates = ofType(resources, WAF_TEMPLATE).filter(
      (template) => String(template.props.status) !== "0",
    );
    for (const balancer of ofType(resources, ALB)) {
      if (balancer.props.addressType !== "Internet") continue;
      const place = { urn: balancer.urn };
      for (const finding of expectOneOf(balancer.props, "loadBalancerEdition", "StandardWithWaf"))
        yield { ...place, ...finding };
      if (!templates.some((template) => protects(template, balancer)))
        yield {
          ...place,
          broken: {
            en: "No WAF defence template is bound to the balancer.",
            zh: "该负载均衡没有绑定 WAF 防护模板。",
          },
        };
    }
    for (const config of ofType(resources, ALB_CONFIG)) {
      if (at(config.props, "spec.config.addressType") === "Intranet") continue;
      for (const finding of expectOneOf(config.props, "spec.config.edition", "StandardWithWaf"))
        yield { urn: config.urn, ...finding };
    }
  },
});

/** A template names what it protects by the balancer's id with a suffix for its kind. */
function protects(template: StackResource, balancer: StackResource): boolean {
  if (madeOf(template, "resources", ALB).some(({ urn }) => urn === balancer.urn)) return true;
  const id = textOf(balancer.props.id);
  const bound = template.props.resources;
  return id !== undefined && Array.isArray(bound) && bound.some((name) => String(name).startsWith(id));
}
