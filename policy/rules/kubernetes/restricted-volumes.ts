import { at } from "../../expect.ts";
import { podSpecOf, WORKLOADS } from "../../pods.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { podSecurity } from "../../sources.ts";

const KINDS = new Set([
  "name",
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);

export const restrictedVolumes = defineRule({
  id: "restricted-volumes",
  severity: "medium",
  level: "mandatory",
  title: { en: "Pods mount the kinds of volumes that are meant for them", zh: "容器组只挂载允许的卷类型" },
  rationale: {
    en: "Other kinds lead to the node or to servers that know no tenants.",
    zh: "其他类型会通向节点或不区分租户的服务器。",
  },
  remediation: {
    en: "configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret.",
    zh: "使用 configMap、csi、downwardAPI、emptyDir、ephemeral、persistentVolumeClaim、projected、secret。",
  },
  sources: [podSecurity("Restricted", "Volume types")],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      for (const volume of listOf(at(podSpecOf(type, props), "volumes"))) {
        const other = Object.keys(volume).find((key) => !KINDS.has(key));
        if (other !== undefined)
          yield {
            broken: {
              en: `The volume ${String(volume.name)} is of the kind ${other}.`,
              zh: `卷 ${String(volume.name)} 的类型为 ${other}。`,
            },
          };
      }
    },
  },
});
