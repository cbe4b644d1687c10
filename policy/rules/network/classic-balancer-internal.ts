import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { CLB } from "../../types.ts";

export const classicBalancerInternal = defineRule({
  id: "classic-balancer-internal",
  severity: "high",
  level: "mandatory",
  title: { en: "Classic balancers stay inside", zh: "传统型负载均衡只用于内网" },
  rationale: {
    en: "A classic balancer can't be tied to the WAF and knows TLS 1.0: the way in from the internet is the application balancer.",
    zh: "传统型负载均衡不能接入 WAF，且仍支持 TLS 1.0；公网入口应使用应用型负载均衡。",
  },
  remediation: { en: 'addressType: "intranet".', zh: '写法：addressType: "intranet"。' },
  sources: [mlps("Traffic passes through controlled interfaces", "8.1.3.1")],
  settings: {},
  resource: {
    types: new Set([CLB]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "addressType", "intranet");
    },
  },
});
