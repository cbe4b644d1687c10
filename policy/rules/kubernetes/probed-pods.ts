import { expectSet, inside } from "../../expect.ts";
import { eachContainer } from "../../pods.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { DAEMON_SET, DEPLOYMENT, STATEFUL_SET } from "../../types.ts";

export const probedPods = defineRule({
  id: "probed-pods",
  severity: "medium",
  level: "mandatory",
  title: { en: "What answers requests says whether it can", zh: "应答请求的容器必须能表明自己是否就绪" },
  rationale: {
    en: "Without readiness a rollout sends users to pods that are still starting; without liveness a hung one stays.",
    zh: "没有就绪探针，发布时用户会被送到还在启动的 Pod；没有存活探针，卡死的 Pod 会一直在。",
  },
  remediation: {
    en: "readinessProbe and livenessProbe on each container that has ports.",
    zh: "有端口的容器都设置 readinessProbe 和 livenessProbe。",
  },
  sources: [{ document: "Kubernetes documentation", topic: "Liveness, readiness and startup probes" }],
  settings: {},
  resource: {
    types: new Set([DEPLOYMENT, STATEFUL_SET, DAEMON_SET]),
    check: function* ({ type, props }): Iterable<Finding> {
      yield* eachContainer(type, props, function* ({ place, container }) {
        if (!place.startsWith("containers") || listOf(container.ports).length === 0) return;
        for (const probe of ["readinessProbe", "livenessProbe"])
          yield* inside(place, expectSet(container, probe));
      });
    },
  },
});
