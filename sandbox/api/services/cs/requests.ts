import type { Value } from "../../../cloud/object.ts";
import type { Call } from "../../action.ts";
import type { Parameters } from "../../parameters.ts";
import { accepted, taskOn } from "./task.ts";

/** Tags, which ACK writes in lower case, `[{"key":..,"value":..}]`, and some of its clients don't. */
export function tagsIn(parameters: Parameters, name = "tags"): Record<string, string> | undefined {
  const records = parameters.records(name);
  if (records === undefined) return undefined;
  return Object.fromEntries(
    records.map((tag) => [
      tag.text("key") ?? tag.required("Key"),
      tag.text("value") ?? tag.text("Value") ?? "",
    ]),
  );
}

/** A change, answered as ACK does: by the task that makes it. */
export async function taskedChange(
  call: Call,
  type: string,
  id: string,
  kind: string,
  changes: Readonly<Record<string, Value>>,
): Promise<Record<string, Value>> {
  const object = await call.modify(type, id, changes);
  const clusterId = call.parameters.required("ClusterId");
  return accepted(clusterId, taskOn(kind, clusterId, object));
}
