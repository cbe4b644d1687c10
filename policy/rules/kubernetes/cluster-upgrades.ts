import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { CLUSTER } from "../../types.ts";

export const clusterUpgrades = defineRule({
  id: "cluster-upgrades",
  severity: "medium",
  level: "mandatory",
  title: { en: "The cluster takes patches by itself, at night", zh: "集群在夜间自动打补丁" },
  rationale: {
    en: "A cluster that nobody dares to upgrade falls out of support with its holes.",
    zh: "没人敢升级的集群会带着漏洞失去支持。",
  },
  remediation: {
    en: 'operationPolicy.clusterAutoUpgrade: { enabled: true, channel: "patch" } and a maintenanceWindow.',
    zh: 'operationPolicy.clusterAutoUpgrade: { enabled: true, channel: "patch" }，并设置 maintenanceWindow。',
  },
  sources: [cis("ACK: clusters are upgraded"), mlps("Known holes are mended in time", "8.1.4.4")],
  settings: {},
  resource: {
    types: new Set([CLUSTER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "operationPolicy.clusterAutoUpgrade.enabled", true);
      yield* expectOneOf(props, "maintenanceWindow.enable", true);
    },
  },
});
