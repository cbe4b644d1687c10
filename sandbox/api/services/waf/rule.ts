import { type CloudObject, isRecord, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { RULE, RULE_CONFIG } from "./rule-fields.ts";

const TYPE = "alicloud:wafRule";

/** What a request says of all its rules. */
const PLACE: Fields = {
  InstanceId: text("instanceId"),
  DefenseType: text("defenseType"),
  DefenseScene: text("defenseScene"),
  TemplateId: integer("templateId"),
  Resource: text("resource"),
};

const DESCRIBED: Fields = {
  RuleId: integer("ruleId"),
  RuleName: text("ruleName"),
  Status: integer("ruleStatus"),
  DefenseType: text("defenseType"),
  DefenseScene: text("defenseScene"),
  DefenseOrigin: text("defenseOrigin"),
  TemplateId: integer("templateId"),
  Resource: text("resource"),
  GmtModified: integer("gmtModified"),
};

/** Rules of a request, which come as JSON in a text. */
function rulesIn({ parameters }: Call): readonly Parameters[] {
  const rules = parameters.records("Rules");
  if (rules === undefined || rules.length === 0) {
    throw new ApiError(400, "MissingRules", 'The input parameter "Rules" that is mandatory is not supplied.');
  }
  return rules;
}

function statedIn(rule: Parameters): Record<string, Value> {
  return { ...taken(rule, RULE), config: withoutEmpty(taken(rule, RULE_CONFIG)) };
}

/** Clients name every field of a configuration; what is empty isn't there. */
function withoutEmpty(value: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]): [string, Value] => [name, trimmed(inner)])
      .filter(([, inner]) => !isEmpty(inner)),
  );
}

function trimmed(value: Value): Value {
  if (Array.isArray(value)) return value.map(trimmed);
  return isRecord(value) ? withoutEmpty(value) : value;
}

function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === "" || (isRecord(value) && Object.keys(value).length === 0);
}

function described({ attributes }: CloudObject): Record<string, Value> {
  return {
    Resource: "",
    ...shown(attributes, DESCRIBED),
    Config: JSON.stringify(isRecord(attributes.config) ? shown(attributes.config, RULE_CONFIG) : {}),
  };
}

export const RULE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateDefenseRule: async (call) => {
    const ids: string[] = [];
    for (const rule of rulesIn(call)) {
      const { id } = await call.cloud.create(call.session, TYPE, {
        ...taken(call.parameters, PLACE),
        ...statedIn(rule),
      });
      ids.push(id);
    }
    return { RuleIds: ids.join(",") };
  },
  DescribeDefenseRule: async (call) => ({
    Rule: described(await call.need(TYPE, call.parameters.required("RuleId"))),
  }),
  DescribeDefenseRules: async (call) => {
    const { parameters } = call;
    const query = parameters.record("Query");
    const asked: Readonly<Record<string, string | undefined>> = {
      instanceId: parameters.required("InstanceId"),
      defenseType: parameters.text("RuleType") ?? parameters.text("DefenseType"),
      defenseScene: query?.text("scene") ?? query?.text("defenseScene"),
      templateId: query?.text("templateId"),
      ruleId: query?.text("id") ?? query?.text("ruleId"),
    };
    const like = query?.text("nameLike") ?? query?.text("name") ?? "";
    const found = (await call.all(TYPE)).filter(
      ({ attributes }) =>
        textOf(attributes, "ruleName").includes(like) &&
        Object.entries(asked).every(
          ([name, value]) => value === undefined || String(attributes[name] ?? "") === value,
        ),
    );
    const { items, total } = pageOf(found, parameters);
    return { Rules: items.map(described), TotalCount: total };
  },
  ModifyDefenseRule: async (call) => {
    for (const rule of rulesIn(call)) await call.modify(TYPE, rule.required("id"), statedIn(rule));
    return {};
  },
  ModifyDefenseRuleStatus: async (call) => {
    const { parameters } = call;
    await call.modify(TYPE, parameters.required("RuleId"), {
      ruleStatus: parameters.integer("RuleStatus") ?? 0,
    });
    return {};
  },
  DeleteDefenseRule: async (call) => {
    for (const id of call.parameters.required("RuleIds").split(",").filter(Boolean)) {
      await call.remove(TYPE, id);
    }
    return {};
  },
};
