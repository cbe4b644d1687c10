import { at, isButShouldBe } from "../../expect.ts";
import { eachContainer, WORKLOADS } from "../../pods.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { podSecurity } from "../../sources.ts";

export const systemCallFilter = defineRule({
  id: "system-call-filter",
  severity: "medium",
  level: "mandatory",
  title: { en: "Pods run under the runtime's system call filter", zh: "容器组必须使用运行时的系统调用过滤" },
  rationale: {
    en: "Most holes in kernels are in calls that no application makes; the runtime's filter refuses them.",
    zh: "内核漏洞大多在应用从不使用的系统调用里，运行时的过滤器会拒绝它们。",
  },
  remediation: {
    en: 'securityContext.seccompProfile: { type: "RuntimeDefault" } for the pod.',
    zh: 'Pod 设置 securityContext.seccompProfile: { type: "RuntimeDefault" }。',
  },
  sources: [podSecurity("Restricted", "Seccomp")],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      yield* eachContainer(type, props, function* ({ place, container }, pod) {
        const profile =
          at(container, "securityContext.seccompProfile.type") ??
          at(pod, "securityContext.seccompProfile.type");
        if (profile !== "RuntimeDefault" && profile !== "Localhost")
          yield isButShouldBe(`${place}.securityContext.seccompProfile.type`, profile, {
            en: "RuntimeDefault or Localhost",
            zh: "RuntimeDefault 或 Localhost",
          });
      });
    },
  },
});
