import { expectSet } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { mapTags, tag } from "../../tags.ts";
import { ECS_INSTANCE } from "../../types.ts";

export const hostsOnDifferentHardware = defineRule({
  id: "hosts-on-different-hardware",
  severity: "medium",
  level: "mandatory",
  title: { en: "Hosts of a tier stand on different physical machines", zh: "同一层的主机分布在不同物理机上" },
  rationale: {
    en: "Two hosts on one physical machine fail together, which is what two were bought against.",
    zh: "两台主机落在同一台物理机上会一起坏，而买两台正是为了防这个。",
  },
  remediation: {
    en: "deploymentSetId of an EcsDeploymentSet with the strategy Availability.",
    zh: "deploymentSetId 指向策略为 Availability 的 EcsDeploymentSet。",
  },
  sources: [mlps("Redundancy of key devices", "8.1.2.1"), manual("ECS: deployment sets")],
  settings: {
    roles: {
      schema: { type: "array", items: { type: "string" } },
      default: ["edge", "tomcat", "rabbitmq"] as readonly string[],
      meaning: {
        en: "Values of the tag `role` of which there are several hosts",
        zh: "有多台主机的 `role` 标签值",
      },
    },
  },
  resource: {
    types: new Set([ECS_INSTANCE]),
    check: function* ({ props }, settings): Iterable<Finding> {
      const tags = mapTags(props.tags);
      const role = isUnknown(tags) ? tags : tag(tags, "role");
      if (isUnknown(role)) yield { undecided: "tags" };
      else if (role !== undefined && settings.roles.includes(role))
        yield* expectSet(props, "deploymentSetId");
    },
  },
});
