import { at, isButShouldBe } from "../../expect.ts";
import { eachContainer, WORKLOADS } from "../../pods.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { podSecurity } from "../../sources.ts";

export const nonRootPods = defineRule({
  id: "non-root-pods",
  severity: "high",
  level: "mandatory",
  title: { en: "No pod runs as root", zh: "容器组不得以 root 运行" },
  rationale: {
    en: "Root in a container is root on the node as soon as one hole in the kernel or the runtime is found.",
    zh: "只要内核或运行时有一个漏洞，容器里的 root 就是节点上的 root。",
  },
  remediation: {
    en: "runAsNonRoot: true for the pod or each container, and a runAsUser other than 0.",
    zh: "Pod 或每个容器设置 runAsNonRoot: true，runAsUser 不为 0。",
  },
  sources: [podSecurity("Restricted", "Running as non-root")],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      yield* eachContainer(type, props, function* ({ place, container }, pod) {
        const own = at(container, "securityContext.runAsNonRoot");
        if ((own ?? at(pod, "securityContext.runAsNonRoot")) !== true)
          yield isButShouldBe(`${place}.securityContext.runAsNonRoot`, own, {
            en: "true here or for the pod",
            zh: "此处或 Pod 为 true",
          });
        const user = at(container, "securityContext.runAsUser") ?? at(pod, "securityContext.runAsUser");
        if (user === 0)
          yield isButShouldBe(`${place}.securityContext.runAsUser`, user, {
            en: "any user but root",
            zh: "非 root 用户",
          });
      });
    },
  },
});
