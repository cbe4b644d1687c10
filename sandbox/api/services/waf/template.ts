import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";

const TYPE = "alicloud:wafTemplate";

const CHANGEABLE: Fields = {
  TemplateName: text("defenseTemplateName"),
  Description: text("description"),
};

const GIVEN: Fields = {
  ...CHANGEABLE,
  InstanceId: text("instanceId"),
  TemplateType: text("templateType"),
  TemplateOrigin: text("templateOrigin"),
  TemplateStatus: text("status"),
  DefenseScene: text("defenseScene"),
  ResourceManagerResourceGroupId: text("resourceManagerResourceGroupId"),
};

const DESCRIBED: Fields = {
  ...CHANGEABLE,
  TemplateType: text("templateType"),
  TemplateOrigin: text("templateOrigin"),
  TemplateStatus: integer("status"),
  DefenseScene: text("defenseScene"),
  TemplateId: integer("defenseTemplateId"),
  GmtModified: integer("gmtModified"),
};

/** What a template is bound to, by what DescribeTemplateResources calls the kind. */
const BOUND: Readonly<Record<string, string>> = { single: "resources", group: "resourceGroups" };

function described({ attributes }: CloudObject): Record<string, Value> {
  return { Description: "", ...shown(attributes, DESCRIBED) };
}

/** The template that a request names. @throws CloudError */
function named(call: Call): Promise<CloudObject> {
  return call.need(TYPE, call.parameters.required("TemplateId"));
}

/** A list with some more and some fewer; undefined when nobody asks for either. */
function rebound(
  present: readonly string[],
  more: readonly string[] | undefined,
  fewer: readonly string[] | undefined,
): string[] | undefined {
  if (more === undefined && fewer === undefined) return undefined;
  const gone = new Set(fewer ?? []);
  return [...new Set([...present.filter((one) => !gone.has(one)), ...(more ?? [])])];
}

export const TEMPLATE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateDefenseTemplate: async (call) => {
    const { id } = await call.create(TYPE, taken(call.parameters, GIVEN));
    return { TemplateId: Number(id) };
  },
  DescribeDefenseTemplate: async (call) => ({ Template: described(await named(call)) }),
  DescribeDefenseTemplates: async (call) => {
    const { parameters } = call;
    const asked = {
      instanceId: parameters.required("InstanceId"),
      defenseScene: parameters.text("DefenseScene"),
      templateType: parameters.text("TemplateType"),
    };
    const id = parameters.text("TemplateId");
    const resource = parameters.text("Resource");
    const found = (await call.all(TYPE)).filter(
      (template) =>
        (id === undefined || template.id === id) &&
        (resource === undefined || texts(template.attributes, "resources").includes(resource)) &&
        Object.entries(asked).every(
          ([name, value]) => value === undefined || textOf(template.attributes, name) === value,
        ),
    );
    const { items, total } = pageOf(found, parameters);
    return { Templates: items.map(described), TotalCount: total };
  },
  DescribeTemplateResources: async (call) => {
    const { id, attributes } = await named(call);
    const kind = call.parameters.text("ResourceType") ?? "single";
    const attribute = BOUND[kind];
    if (attribute === undefined) {
      throw new ApiError(400, "Waf.Common.InvalidParameter", `ResourceType is single or group. (${kind})`);
    }
    return { TemplateId: Number(id), Resources: texts(attributes, attribute) };
  },
  ModifyDefenseTemplate: async (call) => {
    const { id } = await named(call);
    await call.modify(TYPE, id, taken(call.parameters, CHANGEABLE));
    return {};
  },
  ModifyDefenseTemplateStatus: async (call) => {
    const { id } = await named(call);
    await call.modify(TYPE, id, { status: call.parameters.required("TemplateStatus") });
    return {};
  },
  ModifyTemplateResources: async (call) => {
    const { parameters } = call;
    const { id, attributes } = await named(call);
    const resources = rebound(
      texts(attributes, "resources"),
      parameters.list("BindResources"),
      parameters.list("UnbindResources"),
    );
    const resourceGroups = rebound(
      texts(attributes, "resourceGroups"),
      parameters.list("BindResourceGroups"),
      parameters.list("UnbindResourceGroups"),
    );
    await call.modify(TYPE, id, {
      ...(resources && { resources }),
      ...(resourceGroups && { resourceGroups }),
    });
    return {};
  },
  DeleteDefenseTemplate: async (call) => {
    await call.remove(TYPE, call.parameters.required("TemplateId"));
    return {};
  },
};
