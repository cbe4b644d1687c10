import { at } from "../../expect.ts";
import { WORKLOADS } from "../../pods.ts";
import { isUnknown, objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { DAEMON_SET, DEPLOYMENT, INGRESS, NAMESPACE, SERVICE, STATEFUL_SET } from "../../types.ts";

export const kubernetesLabels = defineRule({
  id: "kubernetes-labels",
  severity: "low",
  level: "mandatory",
  title: {
    en: "Namespaces, workloads and ways in say whose they are",
    zh: "命名空间、工作负载和入口必须标明归属",
  },
  rationale: {
    en: "Alerts and the bill of a shared cluster are split by labels.",
    zh: "共享集群的告警和账单都按标签拆分。",
  },
  remediation: {
    en: "metadata.labels with owner, service, environment and cost-centre; a pod's template too.",
    zh: "metadata.labels 写 owner、service、environment 和 cost-centre；Pod 模板同样。",
  },
  sources: [
    mlps("Asset management: assets are listed with who answers for them", "8.1.10.2"),
    { document: "Kubernetes documentation", topic: "Recommended labels" },
  ],
  settings: {
    keys: {
      schema: { type: "array", items: { type: "string" } },
      default: ["owner", "service", "environment", "cost-centre"] as readonly string[],
      meaning: { en: "Keys that must be there with a value", zh: "必须存在且有值的键" },
    },
  },
  resource: {
    types: new Set([NAMESPACE, DEPLOYMENT, STATEFUL_SET, DAEMON_SET, SERVICE, INGRESS]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      const places = ["metadata.labels", ...(WORKLOADS.has(type) ? ["spec.template.metadata.labels"] : [])];
      for (const place of places) {
        const labels = at(props, place);
        if (isUnknown(labels)) {
          yield { undecided: place };
          continue;
        }
        const missing = settings.keys.filter((key) =>
          [undefined, ""].includes(objectOf(labels)?.[key] as string | undefined),
        );
        if (missing.length > 0)
          yield {
            broken: {
              en: `${place}: nothing for ${missing.join(", ")}.`,
              zh: `${place}：缺少 ${missing.join("、")}。`,
            },
          };
      }
    },
  },
});
