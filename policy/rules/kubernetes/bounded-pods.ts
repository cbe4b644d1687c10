import { expectSet, inside } from "../../expect.ts";
import { eachContainer, WORKLOADS } from "../../pods.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";

export const boundedPods = defineRule({
  id: "bounded-pods",
  severity: "high",
  level: "mandatory",
  title: {
    en: "Each container says what it needs and gets no more memory",
    zh: "每个容器写明所需资源，内存有上限",
  },
  rationale: {
    en: "One leak without a limit takes the node and all its pods along; without requests the scheduler and the autoscaler guess.",
    zh: "没有上限的一处泄漏会拖垮整个节点；没有 requests，调度器和伸缩器只能猜。",
  },
  remediation: {
    en: "resources with requests for CPU and memory and a limit for memory. No limit for CPU: it throttles where idle time is left.",
    zh: "resources 写 CPU 和内存的 requests 以及内存 limits。CPU 不设 limits：有空闲时也会被限速。",
  },
  sources: [kubernetesBenchmark("Resource requests and limits"), mlps("Limits of resources", "8.1.4.4")],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      yield* eachContainer(type, props, function* ({ place, container }) {
        for (const path of ["resources.requests.cpu", "resources.requests.memory", "resources.limits.memory"])
          yield* inside(place, expectSet(container, path));
      });
    },
  },
});
