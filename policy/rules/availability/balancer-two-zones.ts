import { at, expectSet, isButShouldBe } from "../../expect.ts";
import { isUnknown, listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { ALB, ALB_CONFIG, CLB, NLB } from "../../types.ts";

export const balancerTwoZones = defineRule({
  id: "balancer-two-zones",
  severity: "high",
  level: "mandatory",
  title: { en: "A balancer stands in two zones", zh: "负载均衡必须跨两个可用区" },
  rationale: {
    en: "A balancer in one zone is as available as that zone, whatever stands behind it.",
    zh: "单可用区的负载均衡，可用性等于那个可用区，后面再多节点也没用。",
  },
  remediation: {
    en: "zoneMappings in two zones (ALB, NLB, AlbConfig), slaveZoneId (CLB).",
    zh: "zoneMappings 写两个可用区（ALB、NLB、AlbConfig），CLB 设置 slaveZoneId。",
  },
  sources: [mlps("Redundancy of key devices", "8.1.2.1")],
  settings: {},
  resource: {
    types: new Set([ALB, NLB, CLB, ALB_CONFIG]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === CLB) {
        yield* expectSet(props, "slaveZoneId");
        return;
      }
      const path = type === ALB_CONFIG ? "spec.config.zoneMappings" : "zoneMappings";
      const mappings = at(props, path);
      if (isUnknown(mappings)) yield { undecided: path };
      else if (listOf(mappings).length < 2)
        yield isButShouldBe(path, listOf(mappings).length, {
          en: "two zones or more",
          zh: "两个及以上可用区",
        });
    },
  },
});
