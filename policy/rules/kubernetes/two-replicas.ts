import { expectNumber } from "../../expect.ts";
import { containersOf, podSpecOf } from "../../pods.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { DEPLOYMENT, POD_AUTOSCALER, SCALED_OBJECT } from "../../types.ts";

export const twoReplicas = defineRule({
  id: "two-replicas",
  severity: "high",
  level: "mandatory",
  title: { en: "A service in the cluster has two pods at least", zh: "集群内的服务至少有两个 Pod" },
  rationale: {
    en: "One pod is down whenever its node is drained, and each rollout holds its breath.",
    zh: "只有一个 Pod 时，每次节点排空都会中断，每次发布都提心吊胆。",
  },
  remediation: {
    en: "A floor of two in hougu:kubernetes.workloads.",
    zh: "在 hougu:kubernetes.workloads 中把 floor 设为 2。",
  },
  sources: [mlps("Redundancy of key devices", "8.1.2.1")],
  settings: {
    least: {
      schema: { type: "integer", minimum: 1 },
      default: 2 as number,
      meaning: { en: "Fewest pods of a service", zh: "服务最少的 Pod 数" },
    },
  },
  resource: {
    types: new Set([DEPLOYMENT, POD_AUTOSCALER, SCALED_OBJECT]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      if (type === POD_AUTOSCALER) yield* expectNumber(props, "spec.minReplicas", { least: settings.least });
      else if (type === SCALED_OBJECT)
        yield* expectNumber(props, "spec.minReplicaCount", { least: settings.least });
      // What listens to nobody, such as the pods that keep room free, may be alone.
      else if (
        containersOf(podSpecOf(type, props)).some(({ container }) => listOf(container.ports).length > 0)
      )
        yield* expectNumber(props, "spec.replicas", { least: settings.least });
    },
  },
});
