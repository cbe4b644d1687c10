import { at, expectOneOf, inside, isButShouldBe } from "../../expect.ts";
import { eachContainer, WORKLOADS } from "../../pods.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { podSecurity } from "../../sources.ts";

export const noPrivilegeEscalation = defineRule({
  id: "no-privilege-escalation",
  severity: "high",
  level: "mandatory",
  title: { en: "No process in a pod gains rights", zh: "容器组内的进程不得提升权限" },
  rationale: {
    en: "A setuid program in an image turns any user into root.",
    zh: "镜像里的 setuid 程序能把任何用户变成 root。",
  },
  remediation: {
    en: 'securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } }.',
    zh: '写法：securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } }。',
  },
  sources: [podSecurity("Restricted", "Privilege escalation; capabilities")],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      yield* eachContainer(type, props, function* ({ place, container }) {
        yield* inside(place, expectOneOf(container, "securityContext.allowPrivilegeEscalation", false));
        const dropped = at(container, "securityContext.capabilities.drop");
        if (!Array.isArray(dropped) || !dropped.includes("ALL"))
          yield isButShouldBe(`${place}.securityContext.capabilities.drop`, dropped, {
            en: "ALL",
            zh: "ALL",
          });
      });
    },
  },
});
