import type { Look, Refusal } from "../resource-type.ts";

/** Codes are the names of vCenter's faults (vSphere Web Services API), without their package. */
export const OBJECT_NOT_FOUND = {
  code: "ManagedObjectNotFound",
  message: "The object has already been deleted or has not been completely created.",
} as const satisfies Refusal;

export const TASK_IN_PROGRESS = {
  code: "TaskInProgress",
  message: "The operation is not allowed because another task is already in progress.",
} as const satisfies Refusal;

/** @param parameter path in the call's specification, e.g. `configSpec.memoryMB` */
export function refuseArgument(look: Look, parameter: string, why: string): never {
  return look.refuse("InvalidArgument", `A specified parameter was not correct: ${parameter}. (${why})`);
}
