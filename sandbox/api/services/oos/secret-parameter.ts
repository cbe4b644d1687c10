import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { stretchOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { malformed } from "../../problem.ts";
import { tagsOf } from "../../tags.ts";

export const SECRET_PARAMETER = "alicloud:secretParameter";

const GIVEN: Fields = {
  Name: text("secretParameterName"),
  Type: text("type"),
  Description: text("description"),
  Value: text("value"),
  Constraints: text("constraints"),
  KeyId: text("keyId"),
  DKMSInstanceId: text("dkmsInstanceId"),
  ResourceGroupId: text("resourceGroupId"),
};

const CHANGEABLE: Fields = {
  Description: text("description"),
  Value: text("value"),
  ResourceGroupId: text("resourceGroupId"),
};

const LISTED: Fields = {
  Id: text("parameterId"),
  Name: text("secretParameterName"),
  Type: text("type"),
  Description: text("description"),
  KeyId: text("keyId"),
  ResourceGroupId: text("resourceGroupId"),
  CreatedDate: text("createTime"),
  UpdatedDate: text("updatedDate"),
};

const DESCRIBED: Fields = {
  ...LISTED,
  Constraints: text("constraints"),
  DKMSInstanceId: text("dkmsInstanceId"),
  ParameterVersion: integer("parameterVersion"),
};

/** `{"owner":"platform"}` */
function tagsIn(parameters: Parameters): Record<string, string> | undefined {
  const tags = parameters.record("Tags");
  return tags && Object.fromEntries(tags.names.map((name) => [name, tags.text(name) ?? ""]));
}

function described(parameter: CloudObject, account: string, fields: Fields): Record<string, Value> {
  return {
    CreatedBy: `root(${account})`,
    UpdatedBy: `root(${account})`,
    ShareType: "Private",
    ...shown(parameter.attributes, fields),
    Tags: tagsOf(parameter),
  };
}

export const SECRET_PARAMETER_ACTIONS: Readonly<Record<string, Action>> = {
  CreateSecretParameter: async (call) => {
    const tags = tagsIn(call.parameters);
    const made = await call.create(SECRET_PARAMETER, {
      ...taken(call.parameters, GIVEN),
      ...(tags && { tags }),
    });
    return { Parameter: described(made, call.account.id, DESCRIBED) };
  },
  /** The value is for those who ask to have it decrypted. */
  GetSecretParameter: async (call) => {
    const { parameters } = call;
    const found = await call.need(SECRET_PARAMETER, parameters.required("Name"));
    const isOpen = parameters.flag("WithDecryption") === true;
    return {
      Parameter: described(
        found,
        call.account.id,
        isOpen ? { ...DESCRIBED, Value: text("value") } : DESCRIBED,
      ),
    };
  },
  ListSecretParameters: async (call) => {
    const { parameters } = call;
    const name = parameters.text("Name");
    const tags = tagsIn(parameters) ?? {};
    const found = (await call.all(SECRET_PARAMETER)).filter(
      (one) =>
        (name === undefined || one.id.includes(name)) &&
        Object.entries(tags).every(([key, value]) => tagsOf(one)[key] === value),
    );
    const { items, nextToken, size } = stretchOf(found, parameters, { usual: 50 });
    return {
      NextToken: nextToken,
      MaxResults: size,
      Parameters: items.map((one) => ({
        ...described(one, call.account.id, LISTED),
        ParameterVersion: String(one.attributes.parameterVersion),
      })),
    };
  },
  /** Tags are a text here and an object everywhere else. */
  UpdateSecretParameter: async (call) => {
    const tags = tagsIn(call.parameters);
    const changed = await call.modify(SECRET_PARAMETER, call.parameters.required("Name"), {
      ...taken(call.parameters, CHANGEABLE),
      ...(tags && { tags }),
    });
    return {
      Parameter: {
        ...described(changed, call.account.id, DESCRIBED),
        Tags: JSON.stringify(tagsOf(changed)),
      },
    };
  },
  DeleteSecretParameter: async (call) => {
    await call.remove(SECRET_PARAMETER, call.parameters.required("Name"));
    return {};
  },
  /** Ids and tags come as JSON here, so the usual call doesn't fit. */
  ListTagResources: async (call) => {
    const { parameters } = call;
    const kind = parameters.required("ResourceType");
    if (kind.toLowerCase() !== "secretparameter") throw malformed("ResourceType", kind, "secretparameter");
    const objects = await call.those(SECRET_PARAMETER, parameters.list("ResourceIds"));
    const rows = objects.flatMap((object) =>
      Object.entries(tagsOf(object)).map(([TagKey, TagValue]) => ({
        ResourceType: kind,
        ResourceId: object.id,
        TagKey,
        TagValue,
      })),
    );
    const { items, nextToken } = stretchOf(rows, parameters, { usual: 50 });
    return { NextToken: nextToken, TagResources: { TagResource: items } };
  },
};
