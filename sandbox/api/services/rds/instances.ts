import { INSTANCE_NOT_FOUND } from "../../../cloud/alicloud/rds.ts";
import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Body, Call } from "../../action.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";

export const PRIMARY = "alicloud:rdsInstance";
export const READER = "alicloud:rdsReader";

/** The instance of an id, whichever its kind. @throws ApiError when there is none */
export async function instanceOf(call: Call, id: string): Promise<CloudObject> {
  const found = (await call.find(PRIMARY, id)) ?? (await call.find(READER, id));
  if (found) return found;
  throw new ApiError(404, INSTANCE_NOT_FOUND.code, `${INSTANCE_NOT_FOUND.message} (${id})`);
}

/** The instance that a request names. @throws ApiError */
export function theInstance(call: Call): Promise<CloudObject> {
  return instanceOf(call, call.parameters.required("DBInstanceId"));
}

/** All instances; readers behind the primaries. */
export async function allInstances(call: Call): Promise<readonly CloudObject[]> {
  return [...(await call.all(PRIMARY)), ...(await call.all(READER))];
}

/** An action that shows something of an instance. */
export const showing =
  (show: (instance: CloudObject, call: Call) => Body | Promise<Body>): Action =>
  async (call) =>
    show(await theInstance(call), call);

/** An action that changes an instance. */
export const changing =
  (changes: (parameters: Parameters, instance: CloudObject) => Record<string, Value>): Action =>
  async (call) => {
    const instance = await theInstance(call);
    await call.modify(instance.type, instance.id, changes(call.parameters, instance));
    return {};
  };
