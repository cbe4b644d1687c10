import { isButShouldBe } from "../../expect.ts";
import { isUnknown, listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { mapTags, tag } from "../../tags.ts";
import { ECS_INSTANCE, NODE_POOL } from "../../types.ts";

export const spotWhereSafe = defineRule({
  id: "spot-where-safe",
  severity: "high",
  level: "mandatory",
  title: { en: "Spot capacity carries what may be interrupted alone", zh: "抢占式实例只承载可中断的负载" },
  rationale: {
    en: "The cloud takes a spot machine back with five minutes' notice: an edge or a broker on one is an outage on the cloud's schedule.",
    zh: "云厂商提前五分钟收回抢占式实例：边缘或消息节点放在上面，就是按厂商时间表停机。",
  },
  remediation: {
    en: "Hosts: no spotStrategy, unless their role stands in interruptibleRoles. Node pools: a NoSchedule taint, so that only pods that tolerate it come.",
    zh: "主机：不设 spotStrategy，除非角色在 interruptibleRoles 中。节点池：加 NoSchedule 污点，只有容忍它的 Pod 才会调度上去。",
  },
  sources: [
    manual("ECS: preemptible instances"),
    mlps("Availability of systems that process data", "8.1.4.9"),
  ],
  settings: {
    interruptibleRoles: {
      schema: { type: "array", items: { type: "string" } },
      default: [] as readonly string[],
      meaning: {
        en: "Values of the tag `role` whose hosts may vanish",
        zh: "可被收回的主机的 `role` 标签值",
      },
    },
  },
  resource: {
    types: new Set([ECS_INSTANCE, NODE_POOL]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      if (props.spotStrategy === undefined || props.spotStrategy === "NoSpot" || props.spotStrategy === "")
        return;
      if (type === NODE_POOL) {
        if (!listOf(props.taints).some(({ effect }) => effect === "NoSchedule" || effect === "NoExecute"))
          yield {
            broken: { en: "A spot pool has no NoSchedule taint.", zh: "抢占式节点池没有 NoSchedule 污点。" },
          };
        return;
      }
      const tags = mapTags(props.tags);
      const role = isUnknown(tags) ? tags : tag(tags, "role");
      if (isUnknown(role)) yield { undecided: "tags" };
      else if (role === undefined || !settings.interruptibleRoles.includes(role))
        yield isButShouldBe("spotStrategy", props.spotStrategy, { en: "NoSpot", zh: "NoSpot" });
    },
  },
});
