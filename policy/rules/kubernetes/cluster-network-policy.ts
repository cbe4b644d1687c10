import { isUnknown, listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis } from "../../sources.ts";
import { CLUSTER } from "../../types.ts";

export const clusterNetworkPolicy = defineRule({
  id: "cluster-network-policy",
  severity: "high",
  level: "mandatory",
  title: { en: "The cluster enforces network policies", zh: "集群必须执行网络策略" },
  rationale: {
    en: "A NetworkPolicy in a cluster whose network plug-in ignores it is a comment.",
    zh: "网络插件不执行的 NetworkPolicy 只是一段注释。",
  },
  remediation: {
    en: 'addons with terway-eniip and its config {"NetworkPolicy":"true"}.',
    zh: 'addons 使用 terway-eniip，config 为 {"NetworkPolicy":"true"}。',
  },
  sources: [
    checkov("CKV_ALI_26", "The cluster has a network plug-in with policies"),
    cis("ACK: network policies are supported"),
  ],
  settings: {},
  resource: {
    types: new Set([CLUSTER]),
    check: function* ({ props }): Iterable<Finding> {
      if (isUnknown(props.addons)) {
        yield { undecided: "addons" };
        return;
      }
      const plugIn = listOf(props.addons).find(({ name }) => String(name).startsWith("terway"));
      if (isUnknown(plugIn?.config)) yield { undecided: "addons" };
      else if (!/"NetworkPolicy"\s*:\s*"?true/.test(String(plugIn?.config)))
        yield {
          broken: {
            en: "addons has no Terway with NetworkPolicy.",
            zh: "addons 中没有启用 NetworkPolicy 的 Terway。",
          },
        };
    },
  },
});
