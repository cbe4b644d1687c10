import { at } from "../../expect.ts";
import { podSpecOf, WORKLOADS } from "../../pods.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark } from "../../sources.ts";

export const noDefaultServiceAccount = defineRule({
  id: "no-default-service-account",
  severity: "high",
  level: "mandatory",
  title: { en: "No pod bears the default service account's token", zh: "容器组不得携带默认服务账号的令牌" },
  rationale: {
    en: "A token in the pod is a login to the API server for whoever gets into the pod; the default account's is everybody's in the namespace.",
    zh: "Pod 里的令牌就是进入 API Server 的登录凭证；默认账号的令牌整个命名空间共用。",
  },
  remediation: {
    en: "automountServiceAccountToken: false; a workload that needs the API server has a serviceAccountName of its own.",
    zh: "automountServiceAccountToken: false；需要访问 API Server 的工作负载使用自己的 serviceAccountName。",
  },
  sources: [kubernetesBenchmark("Default service accounts are not used; tokens are mounted where needed")],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      const spec = podSpecOf(type, props);
      if (isUnknown(spec)) {
        yield { undecided: "spec" };
        return;
      }
      const mounted = at(spec, "automountServiceAccountToken");
      const account = at(spec, "serviceAccountName") ?? "default";
      if (mounted !== false && account === "default")
        yield {
          broken: {
            en: "The pod gets the default service account's token.",
            zh: "该 Pod 会得到默认服务账号的令牌。",
          },
        };
    },
  },
});
