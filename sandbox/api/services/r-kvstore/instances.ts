import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Body, Call } from "../../action.ts";
import type { Parameters } from "../../parameters.ts";

export const INSTANCE = "alicloud:redisInstance";

/** The instance that a request names, which it does under either of two names. @throws CloudError */
export function theInstance(call: Call): Promise<CloudObject> {
  const { parameters } = call;
  const id =
    parameters.text("InstanceId") || parameters.text("DBInstanceId") || parameters.required("InstanceId");
  return call.need(INSTANCE, id);
}

/** An action that shows something of an instance. */
export const showing =
  (show: (instance: CloudObject) => Body): Action =>
  async (call) =>
    show(await theInstance(call));

/** An action that changes an instance. */
export const changing =
  (changes: (parameters: Parameters, instance: CloudObject) => Record<string, Value>): Action =>
  async (call) => {
    const instance = await theInstance(call);
    await call.modify(INSTANCE, instance.id, changes(call.parameters, instance));
    return {};
  };
