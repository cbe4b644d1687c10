import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { stretchOf } from "../../paging.ts";
import { isTagged, shownTags, tagsIn } from "../../tags.ts";

export const ROLE = "alicloud:ramRole";

const GIVEN: Fields = {
  RoleName: text("roleName"),
  Description: text("description"),
  AssumeRolePolicyDocument: text("assumeRolePolicyDocument"),
  MaxSessionDuration: integer("maxSessionDuration"),
};

/** What UpdateRole says; a role keeps its name. */
const CHANGED: Fields = {
  NewDescription: text("description"),
  NewAssumeRolePolicyDocument: text("assumeRolePolicyDocument"),
  NewMaxSessionDuration: integer("maxSessionDuration"),
};

const LISTED: Fields = {
  RoleName: text("roleName"),
  RoleId: text("roleId"),
  Arn: text("arn"),
  Description: text("description"),
  MaxSessionDuration: integer("maxSessionDuration"),
  CreateDate: text("createTime"),
  UpdateDate: text("updateTime"),
};

/** A role in full; a list leaves out whom it trusts. */
function described({ attributes }: CloudObject): Record<string, Value> {
  return {
    Description: "",
    ...shown(attributes, LISTED),
    ...shown(attributes, { AssumeRolePolicyDocument: text("assumeRolePolicyDocument") }),
  };
}

export const ROLE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateRole: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const role = await call.create(ROLE, { ...taken(parameters, GIVEN), ...(tags && { tags }) });
    const { UpdateDate: _, ...created } = described(role);
    return { Role: created };
  },
  GetRole: async (call) => ({
    Role: described(await call.need(ROLE, call.parameters.required("RoleName"))),
  }),
  UpdateRole: async (call) => {
    const { parameters } = call;
    return {
      Role: described(await call.modify(ROLE, parameters.required("RoleName"), taken(parameters, CHANGED))),
    };
  },
  DeleteRole: async (call) => {
    await call.remove(ROLE, call.parameters.required("RoleName"));
    return {};
  },
  ListRoles: async (call) => {
    const wanted = tagsIn(call.parameters) ?? {};
    const found = (await call.all(ROLE)).filter((role) => isTagged(role, wanted));
    const { items, nextToken } = stretchOf(found, call.parameters, {
      usual: 100,
      most: 1000,
      sizeName: "MaxItems",
      tokenName: "Marker",
    });
    return {
      IsTruncated: nextToken !== "",
      ...(nextToken !== "" && { Marker: nextToken }),
      Roles: {
        Role: items.map((role) => ({
          Description: "",
          ...shown(role.attributes, LISTED),
          Tags: { Tag: shownTags(role, "Tag") },
        })),
      },
    };
  },
};
