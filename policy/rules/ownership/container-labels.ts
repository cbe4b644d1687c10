import { isUnknown, listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { DOCKER_CONTAINER, DOCKER_NETWORK } from "../../types.ts";

export const containerLabels = defineRule({
  id: "container-labels",
  severity: "low",
  level: "mandatory",
  title: { en: "Containers and their networks say whose they are", zh: "容器及其网络必须标明归属" },
  rationale: {
    en: "On a Docker host labels are the only thing that tells our containers from somebody's experiment.",
    zh: "在 Docker 主机上，只有标签能区分我们的容器和别人的试验。",
  },
  remediation: {
    en: "Labels owner, service, environment and cost-centre.",
    zh: "设置标签 owner、service、environment 和 cost-centre。",
  },
  sources: [mlps("Asset management: assets are listed with who answers for them", "8.1.10.2")],
  settings: {
    keys: {
      schema: { type: "array", items: { type: "string" } },
      default: ["owner", "service", "environment", "cost-centre"] as readonly string[],
      meaning: { en: "Keys that must be there with a value", zh: "必须存在且有值的键" },
    },
  },
  resource: {
    types: new Set([DOCKER_CONTAINER, DOCKER_NETWORK]),
    check: function* ({ props }, settings): Iterable<Finding> {
      if (isUnknown(props.labels)) {
        yield { undecided: "labels" };
        return;
      }
      const labels = new Map(listOf(props.labels).map(({ label, value }) => [label, value]));
      const missing = settings.keys.filter((key) => labels.get(key) === undefined || labels.get(key) === "");
      if (missing.length > 0)
        yield {
          broken: { en: `No label for ${missing.join(", ")}.`, zh: `缺少标签：${missing.join("、")}。` },
        };
    },
  },
});
