import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";

const TYPE = "alicloud:kmsAlias";

const FIELDS: Fields = { AliasName: text("aliasName"), KeyId: text("keyId") };

function page(call: Call, aliases: readonly CloudObject[]): Record<string, Value> {
  const { items, total, number, size } = pageOf(aliases, call.parameters);
  return {
    TotalCount: total,
    PageNumber: number,
    PageSize: size,
    Aliases: {
      Alias: items.map(({ id, attributes }) => ({
        ...shown(attributes, FIELDS),
        AliasArn: `acs:kms:${call.region}:${call.account.id}:${id}`,
      })),
    },
  };
}

export const ALIAS_ACTIONS: Readonly<Record<string, Action>> = {
  CreateAlias: async (call) => {
    await call.create(TYPE, taken(call.parameters, FIELDS));
    return {};
  },
  ListAliases: async (call) => page(call, await call.all(TYPE)),
  ListAliasesByKeyId: async (call) => {
    const key = call.parameters.required("KeyId");
    return page(
      call,
      (await call.all(TYPE)).filter(({ attributes }) => attributes.keyId === key),
    );
  },
  UpdateAlias: async (call) => {
    const { parameters } = call;
    await call.modify(TYPE, parameters.required("AliasName"), { keyId: parameters.required("KeyId") });
    return {};
  },
  DeleteAlias: async (call) => {
    await call.remove(TYPE, call.parameters.required("AliasName"));
    return {};
  },
};
