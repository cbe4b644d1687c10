import { at } from "../../expect.ts";
import { leadsTo, ofType } from "../../relations.ts";
import { listOf, objectOf, type StackResource } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { ALB_LISTENER, ALB_RULE, INGRESS } from "../../types.ts";

export const plainHttpOnlyRedirects = defineRule({
  id: "plain-http-only-redirects",
  severity: "high",
  level: "mandatory",
  title: { en: "Plain HTTP does nothing but lead to HTTPS", zh: "明文 HTTP 只能跳转到 HTTPS" },
  rationale: {
    en: "A session cookie that crosses a café's network once in plain text belongs to whoever listens.",
    zh: "会话 Cookie 只要在咖啡馆网络里明文走一次，就归监听的人了。",
  },
  remediation: {
    en: 'For each listener of HTTP, a rule with the lowest priority number that redirects /* to HTTPS; for an Ingress, alb.ingress.kubernetes.io/ssl-redirect: "true".',
    zh: '每个 HTTP 监听配一条优先级最高、把 /* 重定向到 HTTPS 的转发规则；Ingress 设置 alb.ingress.kubernetes.io/ssl-redirect: "true"。',
  },
  sources: [mlps("Confidentiality of communication", "8.1.2.2")],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const redirects = ofType(resources, ALB_RULE).filter(redirectsAll);
    for (const listener of ofType(resources, ALB_LISTENER)) {
      if (listener.props.listenerProtocol !== "HTTP") continue;
      if (!redirects.some((rule) => leadsTo(rule, "listenerId", listener)))
        yield {
          urn: listener.urn,
          broken: {
            en: "The listener answers plain HTTP without a redirect of /* to HTTPS.",
            zh: "该监听直接响应明文 HTTP，没有把 /* 重定向到 HTTPS。",
          },
        };
    }
    for (const ingress of ofType(resources, INGRESS)) {
      const annotations = objectOf(at(ingress.props, "metadata.annotations"));
      if (annotations?.["alb.ingress.kubernetes.io/ssl-redirect"] !== "true")
        yield {
          urn: ingress.urn,
          broken: { en: "The Ingress doesn't redirect plain HTTP.", zh: "该 Ingress 没有重定向明文 HTTP。" },
        };
    }
  },
});

function redirectsAll(rule: StackResource): boolean {
  const toHttps = listOf(rule.props.ruleActions).some(
    (action) => at(action, "redirectConfig.protocol") === "HTTPS",
  );
  const everything = listOf(rule.props.ruleConditions).some((condition) => {
    const paths = at(condition, "pathConfig.values");
    return Array.isArray(paths) && paths.includes("/*");
  });
  return toHttps && everything;
}
