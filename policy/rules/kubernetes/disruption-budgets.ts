import { at } from "../../expect.ts";
import { containersOf, namespaceOf, podSpecOf, selects } from "../../pods.ts";
import { ofType } from "../../relations.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { DEPLOYMENT, DISRUPTION_BUDGET, STATEFUL_SET } from "../../types.ts";

export const disruptionBudgets = defineRule({
  id: "disruption-budgets",
  severity: "medium",
  level: "mandatory",
  title: { en: "An upgrade of nodes leaves a service standing", zh: "节点升级时服务不能中断" },
  rationale: {
    en: "A drain takes all pods of a deployment at once, unless a budget says how many may be missing.",
    zh: "排空节点会一次带走部署的所有 Pod，除非预算规定最多缺几个。",
  },
  remediation: {
    en: "A PodDisruptionBudget whose selector matches the pods, with maxUnavailable of 1 or more, so that a drain can go on.",
    zh: "PodDisruptionBudget 的选择器匹配这些 Pod，maxUnavailable 不少于 1，使排空能继续。",
  },
  sources: [
    { document: "Kubernetes documentation", topic: "Specifying a disruption budget" },
    mlps("Availability of systems that process data", "8.1.4.9"),
  ],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const budgets = ofType(resources, DISRUPTION_BUDGET);
    for (const budget of budgets) {
      const stuck =
        [0, "0", "0%"].includes(at(budget.props, "spec.maxUnavailable") as number) ||
        at(budget.props, "spec.minAvailable") === "100%";
      if (stuck)
        yield {
          urn: budget.urn,
          broken: {
            en: "The budget lets no pod go: a node can't be drained.",
            zh: "该预算不允许任何 Pod 离开：节点无法排空。",
          },
        };
    }
    for (const workload of ofType(resources, DEPLOYMENT, STATEFUL_SET)) {
      const listens = containersOf(podSpecOf(workload.type, workload.props)).some(
        ({ container }) => listOf(container.ports).length > 0,
      );
      const labels = at(workload.props, "spec.template.metadata.labels");
      const kept = budgets.some(
        ({ props }) =>
          namespaceOf(props) === namespaceOf(workload.props) && selects(at(props, "spec.selector"), labels),
      );
      if (listens && !kept)
        yield {
          urn: workload.urn,
          broken: {
            en: "No PodDisruptionBudget selects the pods.",
            zh: "没有 PodDisruptionBudget 选中这些 Pod。",
          },
        };
    }
  },
});
