import type { Finding } from "../finding.ts";
import type { Draft } from "./rule.ts";

/** Collectors of traces run in the cluster, beside the apps that send them. */
export function* tracesHaveACluster({ observability, kubernetes }: Draft): Iterable<Finding> {
  if (!observability?.traces || kubernetes) return;
  yield {
    at: ["observability", "traces"],
    expected: {
      en: "no traces where there is no cluster (hougu:kubernetes) whose pods send them",
      zh: "没有集群（hougu:kubernetes）时不应有链路采集",
    },
    remedy: {
      en: "delete hougu:observability.traces, or write hougu:kubernetes",
      zh: "删除 hougu:observability.traces，或填写 hougu:kubernetes",
    },
  };
}
