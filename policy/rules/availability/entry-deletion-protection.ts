import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { ALB, CLB, NLB } from "../../types.ts";

export const entryDeletionProtection = defineRule({
  id: "entry-deletion-protection",
  severity: "high",
  level: "mandatory",
  title: { en: "A balancer can't be deleted by a slip", zh: "负载均衡必须防误删" },
  rationale: {
    en: "DNS names, WeChat's registered domains and partners' allow-lists lead to the balancer.",
    zh: "DNS、微信登记的域名和合作方白名单都指向负载均衡。",
  },
  remediation: {
    en: 'deletionProtectionEnabled (ALB), deletionProtectionConfig.enabled (NLB), deleteProtection: "on" (CLB).',
    zh: 'ALB 设置 deletionProtectionEnabled，NLB 设置 deletionProtectionConfig.enabled，CLB 设置 deleteProtection: "on"。',
  },
  sources: [mlps("Availability of systems that process data", "8.1.4.9")],
  settings: {},
  resource: {
    types: new Set([ALB, NLB, CLB]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === ALB && props.deletionProtectionConfig === undefined)
        yield* expectOneOf(props, "deletionProtectionEnabled", true);
      else if (type === CLB) yield* expectOneOf(props, "deleteProtection", "on");
      else yield* expectOneOf(props, "deletionProtectionConfig.enabled", true);
    },
    remediate: ({ type, props }) => {
      if (type === ALB && props.deletionProtectionConfig === undefined)
        return { deletionProtectionEnabled: true };
      return type === CLB ? { deleteProtection: "on" } : { "deletionProtectionConfig.enabled": true };
    },
  },
});
