import { isRecord, type Value } from "../../../cloud/object.ts";
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

/** What a client fills in as `""` it hasn't said. */
export function withoutBlanks(attributes: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ""));
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

/** What a client fills in as nothing, at any depth, it hasn't said. */
export function pruned(attributes: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(attributes)
      .map(([name, value]) => [name, isRecord(value) ? pruned(value) : value] as const)
      .filter(([, value]) => !isNothing(value)),
  );
}

function isNothing(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === "" || value === null || (isRecord(value) && Object.keys(value).length === 0);
}
