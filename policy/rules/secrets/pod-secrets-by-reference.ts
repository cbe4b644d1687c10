import { eachContainer, WORKLOADS } from "../../pods.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";
import { namesSecret } from "./secret-names.ts";

export const podSecretsByReference = defineRule({
  id: "pod-secrets-by-reference",
  severity: "high",
  level: "mandatory",
  title: { en: "A pod's passwords come from a Secret", zh: "容器组的密码必须来自 Secret" },
  rationale: {
    en: "A password that is written in a pod's environment is read by everybody who may list pods, and stays in each old ReplicaSet.",
    zh: "写在 Pod 环境变量里的密码，任何能列出 Pod 的人都能看到，还会留在每个旧的 ReplicaSet 里。",
  },
  remediation: {
    en: "valueFrom: { secretKeyRef } or envFrom with a secretRef.",
    zh: "valueFrom: { secretKeyRef } 或 envFrom 的 secretRef。",
  },
  sources: [
    kubernetesBenchmark("Secrets are kept out of plain environment values"),
    mlps("Confidentiality of authentication data", "8.1.4.8"),
  ],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      yield* eachContainer(type, props, function* ({ place, container }) {
        for (const variable of listOf(container.env)) {
          const name = String(variable.name);
          if (namesSecret(name) && variable.value !== undefined && variable.value !== "")
            yield {
              broken: { en: `${place} has ${name} as a plain value.`, zh: `${place} 以明文设置了 ${name}。` },
            };
        }
      });
    },
  },
});
