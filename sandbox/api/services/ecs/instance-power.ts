import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { ApiError } from "../../problem.ts";
import { INSTANCE } from "./instance.ts";

/** @throws ApiError when it is in another state */
export function demandState(instance: CloudObject, state: string): void {
  const now = textOf(instance.attributes, "status");
  if (now === state) return;
  throw new ApiError(
    403,
    "IncorrectInstanceStatus",
    `The current status of the resource does not support this operation. (${instance.id} is ${now}, not ${state})`,
  );
}

/** @throws ApiError unless it runs or stands still: what is on its way somewhere takes no orders */
async function change(call: Call, id: string, from: string, changes: Record<string, Value>): Promise<void> {
  demandState(await call.need(INSTANCE, id), from);
  await call.modify(INSTANCE, id, changes);
}

// It costs as much as before unless somebody says otherwise.
const stopping = ({ parameters }: Call) => ({
  status: "Stopping",
  stoppedMode: parameters.text("StoppedMode") || "KeepCharging",
});
const STARTING = { status: "Starting", stoppedMode: "Not-applicable" } as const;

/** The same order to several instances, and what came of each. */
function toEach(order: (call: Call, id: string) => Promise<void>): Action {
  return async (call) => {
    const responses: Value[] = [];
    for (const id of call.parameters.list("InstanceId") ?? []) {
      const before = await call.need(INSTANCE, id);
      await order(call, id);
      const after = await call.need(INSTANCE, id);
      responses.push({
        InstanceId: id,
        Code: "200",
        Message: "success",
        PreviousStatus: textOf(before.attributes, "status"),
        CurrentStatus: textOf(after.attributes, "status"),
      });
    }
    return { InstanceResponses: { InstanceResponse: responses } };
  };
}

const stop = (call: Call, id: string) => change(call, id, "Running", stopping(call));
const start = (call: Call, id: string) => change(call, id, "Stopped", STARTING);
const reboot = (call: Call, id: string) => change(call, id, "Running", STARTING);

function toOne(order: (call: Call, id: string) => Promise<void>): Action {
  return async (call) => {
    await order(call, call.parameters.required("InstanceId"));
    return {};
  };
}

export const INSTANCE_POWER: Readonly<Record<string, Action>> = {
  StopInstance: toOne(stop),
  StartInstance: toOne(start),
  RebootInstance: toOne(reboot),
  StopInstances: toEach(stop),
  StartInstances: toEach(start),
  RebootInstances: toEach(reboot),
};
