import { at } from "../../expect.ts";
import { namespaceOf } from "../../pods.ts";
import { ofType } from "../../relations.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";
import { NAMESPACE, RESOURCE_QUOTA } from "../../types.ts";

export const namespaceQuotas = defineRule({
  id: "namespace-quotas",
  severity: "medium",
  level: "mandatory",
  title: { en: "Each namespace has a quota", zh: "每个命名空间必须有配额" },
  rationale: {
    en: "A loop that makes pods fills the cluster, and the autoscaler pays for it.",
    zh: "失控创建 Pod 的循环会塞满集群，自动伸缩还会为它付账。",
  },
  remediation: { en: "A ResourceQuota in each namespace.", zh: "每个命名空间配一个 ResourceQuota。" },
  sources: [kubernetesBenchmark("Namespaces have resource quotas"), mlps("Limits of resources", "8.1.4.4")],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const quotas = ofType(resources, RESOURCE_QUOTA).map(({ props }) => namespaceOf(props));
    for (const namespace of ofType(resources, NAMESPACE)) {
      const name = at(namespace.props, "metadata.name");
      if (!isUnknown(name) && !quotas.includes(name))
        yield {
          urn: namespace.urn,
          broken: { en: "The namespace has no ResourceQuota.", zh: "该命名空间没有 ResourceQuota。" },
        };
    }
  },
});
