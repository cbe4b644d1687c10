import { at } from "../../expect.ts";
import { namespaceOf } from "../../pods.ts";
import { ofType } from "../../relations.ts";
import { listOf, objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";
import { NAMESPACE, NETWORK_POLICY } from "../../types.ts";

export const defaultDeny = defineRule({
  id: "default-deny",
  severity: "high",
  level: "mandatory",
  title: {
    en: "Pods reach and are reached by what is named alone",
    zh: "容器组之间默认不通，只放行写明的流量",
  },
  rationale: {
    en: "Without a default policy each pod may talk to all others and to the internet: one broken pod has the whole cluster.",
    zh: "没有默认策略时，任何 Pod 都能访问其他 Pod 和互联网：一个失陷就等于全部失陷。",
  },
  remediation: {
    en: "In each namespace a NetworkPolicy with an empty podSelector and both policyTypes, then one for what each workload needs.",
    zh: "每个命名空间配一个 podSelector 为空、policyTypes 含 Ingress 和 Egress 的 NetworkPolicy，再为各工作负载放行所需流量。",
  },
  sources: [kubernetesBenchmark("All namespaces have network policies"), mlps("Access control", "8.1.3.2")],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const denials = ofType(resources, NETWORK_POLICY).filter(({ props }) => {
      const types = at(props, "spec.policyTypes");
      const everyPod = Object.keys(objectOf(at(props, "spec.podSelector")) ?? {}).length === 0;
      const allows = [...listOf(at(props, "spec.ingress")), ...listOf(at(props, "spec.egress"))].length > 0;
      return (
        everyPod && !allows && Array.isArray(types) && types.includes("Ingress") && types.includes("Egress")
      );
    });
    for (const namespace of ofType(resources, NAMESPACE)) {
      const name = at(namespace.props, "metadata.name");
      if (!denials.some(({ props }) => namespaceOf(props) === name))
        yield {
          urn: namespace.urn,
          broken: {
            en: "The namespace has no NetworkPolicy that denies what isn't named.",
            zh: "该命名空间没有默认拒绝的 NetworkPolicy。",
          },
        };
    }
  },
});
