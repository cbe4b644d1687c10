import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { tagsIn } from "./tags.ts";

export const KEY = "alicloud:kmsKey";
const ALIAS = "alicloud:kmsAlias";

const GIVEN: Fields = {
  Description: text("description"),
  KeyUsage: text("keyUsage"),
  KeySpec: text("keySpec"),
  Origin: text("origin"),
  ProtectionLevel: text("protectionLevel"),
  RotationInterval: text("rotationInterval"),
  Policy: text("policy"),
  DKMSInstanceId: text("dkmsInstanceId"),
};

const METADATA: Fields = {
  ...GIVEN,
  Arn: text("arn"),
  AutomaticRotation: text("automaticRotation"),
  CreationDate: text("creationDate"),
  Creator: text("creator"),
  DeletionProtection: text("deletionProtection"),
  DeletionProtectionDescription: text("deletionProtectionDescription"),
  KeyState: text("status"),
  LastRotationDate: text("lastRotationDate"),
  NextRotationDate: text("nextRotationDate"),
  PrimaryKeyVersion: text("primaryKeyVersion"),
};

/** The policy has a call of its own. */
function metadata({ id, attributes }: CloudObject): Record<string, Value> {
  const { Policy: _, ...fields } = METADATA;
  return { DeleteDate: "", Description: "", MaterialExpireTime: "", ...shown(attributes, fields), KeyId: id };
}

/** A key by its id, its ARN or one of its aliases. @throws CloudError */
async function keyOf(call: Call, parameter = "KeyId"): Promise<CloudObject> {
  const wanted = call.parameters.required(parameter);
  if (!wanted.startsWith("alias/")) return call.need(KEY, wanted.split("/").at(-1) ?? wanted);
  const alias = await call.need(ALIAS, wanted);
  return call.need(KEY, textOf(alias.attributes, "keyId"));
}

/** `Enabled` and `Disabled` stand in descriptions for what requests say with true and false. */
function switched(call: Call, name: string, attribute: string): Record<string, Value> {
  const flag = call.parameters.flag(name);
  return flag === undefined ? {} : { [attribute]: flag ? "Enabled" : "Disabled" };
}

const changing =
  (changes: (call: Call) => Record<string, Value>, name?: (call: Call) => string): Action =>
  async (call) => {
    const { id } = await keyOf(call, name?.(call));
    await call.modify(KEY, id, changes(call));
    return {};
  };

export const KEY_ACTIONS: Readonly<Record<string, Action>> = {
  CreateKey: async (call) => {
    const tags = tagsIn(call.parameters);
    const key = await call.create(KEY, {
      ...taken(call.parameters, GIVEN),
      ...switched(call, "EnableAutomaticRotation", "automaticRotation"),
      ...(tags && { tags }),
    });
    return { KeyMetadata: metadata(key) };
  },
  DescribeKey: async (call) => ({ KeyMetadata: metadata(await keyOf(call)) }),
  ListKeys: async (call) => {
    const { items, total, number, size } = pageOf(await call.all(KEY), call.parameters);
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      Keys: { Key: items.map(({ id, attributes }) => ({ KeyId: id, KeyArn: textOf(attributes, "arn") })) },
    };
  },
  ListKeyVersions: async (call) => {
    const { id, attributes } = await keyOf(call);
    const version = {
      KeyId: id,
      KeyVersionId: textOf(attributes, "primaryKeyVersion"),
      CreationDate: textOf(attributes, "lastRotationDate"),
    };
    const { items, total, number, size } = pageOf([version], call.parameters);
    return { TotalCount: total, PageNumber: number, PageSize: size, KeyVersions: { KeyVersion: items } };
  },
  EnableKey: changing(() => ({ status: "Enabled" })),
  DisableKey: changing(() => ({ status: "Disabled" })),
  UpdateKeyDescription: changing(({ parameters }) => ({
    description: parameters.text("Description") ?? "",
  })),
  UpdateRotationPolicy: changing((call) => ({
    ...switched(call, "EnableAutomaticRotation", "automaticRotation"),
    ...taken(call.parameters, { RotationInterval: text("rotationInterval") }),
  })),
  /** The reference names the key by its ARN; the provider sends `KeyId`. */
  SetDeletionProtection: changing(
    (call) => ({
      ...switched(call, "EnableDeletionProtection", "deletionProtection"),
      ...taken(call.parameters, { DeletionProtectionDescription: text("deletionProtectionDescription") }),
    }),
    ({ parameters }) => (parameters.has("ProtectedResourceArn") ? "ProtectedResourceArn" : "KeyId"),
  ),
  SetKeyPolicy: changing(({ parameters }) => ({ policy: parameters.required("Policy") })),
  GetKeyPolicy: async (call) => ({ Policy: textOf((await keyOf(call)).attributes, "policy") }),
  /** What waits for its end can't be used any more and is nobody's resource, so the sandbox doesn't keep it. */
  ScheduleKeyDeletion: async (call) => {
    call.parameters.integer("PendingWindowInDays");
    const { id } = await keyOf(call);
    await call.remove(KEY, id);
    return {};
  },
};
