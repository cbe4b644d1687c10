import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { shown, taken } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { stretchOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { started } from "./jobs.ts";
import { CHANGEABLE, GIVEN } from "./rule-fields.ts";

const TYPE = "alicloud:albRule";

function described(rule: CloudObject, balancer: string): Record<string, Value> {
  return {
    ...shown(rule.attributes, GIVEN),
    RuleId: rule.id,
    RuleStatus: rule.attributes.status ?? "",
    LoadBalancerId: balancer,
    Tags: shownTags(rule),
  };
}

export const RULE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateRule: async (call) => {
    const tags = tagsIn(call.parameters);
    const { id } = await call.create(TYPE, { ...taken(call.parameters, GIVEN), ...(tags && { tags }) });
    return { RuleId: id, ...started("CreateRule", TYPE, id) };
  },
  ListRules: async (call) => {
    const { parameters } = call;
    const balancers = new Map(
      (await call.all("alicloud:albListener")).map(({ id, attributes }) => [
        id,
        textOf(attributes, "loadBalancerId"),
      ]),
    );
    const balancerOf = ({ attributes }: CloudObject) => balancers.get(textOf(attributes, "listenerId")) ?? "";
    const wanted = parameters.list("LoadBalancerIds");
    const found = filtered(await call.those(TYPE, parameters.list("RuleIds")), parameters, {
      one: { Direction: "direction" },
      any: { ListenerIds: "listenerId" },
    }).filter((rule) => wanted === undefined || wanted.includes(balancerOf(rule)));
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    return {
      Rules: items.map((rule) => described(rule, balancerOf(rule))),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  UpdateRuleAttribute: async (call) => {
    const id = call.parameters.required("RuleId");
    await call.modify(TYPE, id, taken(call.parameters, CHANGEABLE));
    return started("UpdateRuleAttribute", TYPE, id);
  },
  DeleteRule: async (call) => {
    const id = call.parameters.required("RuleId");
    await call.remove(TYPE, id);
    return started("DeleteRule", TYPE, id);
  },
};
