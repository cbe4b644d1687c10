import { isRecord } from "../../../facts/facts.ts";
import type { Values } from "../../wire.ts";
import { asRecord } from "../inputs.ts";

/**
 * The inputs of a change with the fields that the program ignores (`ignoreChanges`) as they are in the cluster: one that
 * others own is left out, for who applies it would own it too or meet a conflict; every other has the server's value, for
 * who leaves out what is his own takes it away.
 * @param live the object with its `managedFields`
 * @param ignored paths such as `spec.replicas`; one that leads into a list is left as it is
 */
export function withIgnored(
  inputs: Values,
  live: Values,
  manager: string,
  ignored: readonly string[],
): Values {
  const owners = ownersOf(live);
  return ignored.reduce((wanted, path) => {
    const steps = stepsOf(path);
    if (steps === undefined) return wanted;
    const [ours, theirs] = [true, false].map((own) =>
      owners.some(({ name, fields }) => (name === manager) === own && owns(fields, steps)),
    );
    if (theirs && !ours) return replaced(wanted, steps, undefined);
    const value = steps.reduce<unknown>((inner, step) => asRecord(inner)[step], live);
    return value === undefined ? wanted : replaced(wanted, steps, value);
  }, inputs);
}

interface Owner {
  readonly name: unknown;
  /** FieldsV1: `{"f:spec": {"f:replicas": {}}}`. */
  readonly fields: Values;
}

function ownersOf(live: Values): readonly Owner[] {
  const { managedFields } = asRecord(live.metadata);
  const entries: readonly unknown[] = Array.isArray(managedFields) ? managedFields : [];
  return entries
    .filter(isRecord)
    .map(({ manager, fieldsV1 }) => ({ name: manager, fields: asRecord(fieldsV1) }));
}

function owns(fields: Values, steps: readonly string[]): boolean {
  return steps.reduce<unknown>((inner, step) => asRecord(inner)[`f:${step}`], fields) !== undefined;
}

/** The names on a path, `metadata.labels["a.b/c"]` in three; undefined when it leads into a list. */
function stepsOf(path: string): readonly string[] | undefined {
  const found = [...path.matchAll(/([^.[\]"]+)(?=[.[]|$)|\["((?:[^"\\]|\\.)*)"\]/g)].map(
    ([, plain, quoted]) => plain ?? quoted ?? "",
  );
  return /\[(?:\d+|\*)\]/.test(path) || found.length === 0 ? undefined : found;
}

/** A copy with another value at a path; without it when the value is undefined. */
function replaced(values: Values, [first = "", ...rest]: readonly string[], value: unknown): Values {
  if (rest.length === 0) {
    const { [first]: _, ...others } = values;
    return value === undefined ? others : { ...others, [first]: value };
  }
  const inner = values[first];
  // Nothing to take away where nothing is.
  if (inner === undefined && value === undefined) return values;
  return { ...values, [first]: replaced(asRecord(inner), rest, value) };
}
