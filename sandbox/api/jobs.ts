import type { CloudObject, Value } from "../cloud/object.ts";
import { isInBetween } from "../cloud/references.ts";
import type { Call } from "./action.ts";

/** What an asynchronous call has set going. */
export interface Job {
  /** The call, e.g. `DeleteListener`. */
  readonly apiName: string;
  /** Type of the object in the cloud. */
  readonly type: string;
  readonly id: string;
}

/**
 * A job's id says what it is the job of, so nothing is kept of it: how far it is follows from the object, and is known
 * after a crash as well.
 */
export function jobId({ apiName, type, id }: Job): string {
  return Buffer.from([apiName, type, id].join(" ")).toString("base64url");
}

/** The job of an id; undefined when this cloud has given no such id. */
export function jobOf(id: string): Job | undefined {
  const [apiName, type, object, ...more] = Buffer.from(id, "base64url").toString().split(" ");
  if (!apiName || !type || !object || more.length > 0) return undefined;
  return { apiName, type, id: object };
}

/** An object that is gone has got there too: the job was its deletion, or somebody else's came after it. */
export async function jobStatus(call: Call, { type, id }: Job): Promise<"Processing" | "Succeeded"> {
  const object = await call.find(type, id);
  return object && isInBetween(object) ? "Processing" : "Succeeded";
}

/** The job that an object is in the middle of. */
export function jobUnderWay(call: Call, { type, id, goneAt, becomes }: CloudObject): Job | undefined {
  const { create, remove } = call.cloud.type(type).actions;
  if (goneAt !== undefined) return { apiName: remove, type, id };
  return becomes && { apiName: create, type, id };
}

/** `Create`, `Update` or `Delete`, as the services class their calls. */
export function operationOf({ apiName }: Job): Value {
  if (/^(Create|Delete)/.test(apiName)) return apiName.startsWith("Create") ? "Create" : "Delete";
  return "Update";
}
