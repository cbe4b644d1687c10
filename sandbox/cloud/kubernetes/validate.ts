import { type KindFacts, kubernetesFacts, type Schema } from "../../facts/kubernetes.ts";
import { type Attributes, isRecord, type Value } from "../object.ts";

/** What is wrong with a value, in the API server's words: `spec.replicas: Invalid value: ...`. */
export type Complaint = string;

/** Attributes that the store has and Kubernetes doesn't. */
const OURS: ReadonlySet<string> = new Set(["namespace", "name", "phase"]);

/** Checks an object against its kind's schema, as an API server does with a server-side apply: unknown fields are refused. */
export function validate({ schema }: KindFacts, object: Attributes): Complaint[] {
  const shown = Object.fromEntries(Object.entries(object).filter(([name]) => !OURS.has(name)));
  return [...complaints(schema, shown, "")];
}

function* complaints(schema: Schema, value: Value, path: string): Iterable<Complaint> {
  if (schema.ref !== undefined) {
    const target = kubernetesFacts().schemas[schema.ref];
    if (target) yield* complaints(target, value, path);
    return;
  }
  // An absent value; SDKs write it as null.
  if (value === null) return;
  if (schema.intOrString === true) {
    if (typeof value === "string" || typeof value === "number") return;
    yield `${path}: Invalid value: must be a number or a string`;
    return;
  }
  if (schema.type !== undefined && !isOfType(schema.type, value)) {
    yield `${path}: Invalid value: must be of type ${schema.type}`;
    return;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    yield `${path}: Unsupported value: ${JSON.stringify(value)}: supported values: ${schema.enum.map((one) => JSON.stringify(one)).join(", ")}`;
  }
  if (typeof value === "number") yield* ofNumber(schema, value, path);
  if (typeof value === "string") yield* ofText(schema, value, path);
  if (Array.isArray(value)) yield* ofList(schema, value, path);
  if (isRecord(value)) yield* ofObject(schema, value, path);
}

function isOfType(type: NonNullable<Schema["type"]>, value: Value): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return isRecord(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function* ofNumber({ minimum, maximum }: Schema, value: number, path: string): Iterable<Complaint> {
  if (minimum !== undefined && value < minimum)
    yield `${path}: Invalid value: ${value}: should be greater than or equal to ${minimum}`;
  if (maximum !== undefined && value > maximum)
    yield `${path}: Invalid value: ${value}: should be less than or equal to ${maximum}`;
}

function* ofText(
  { pattern, minLength, maxLength }: Schema,
  value: string,
  path: string,
): Iterable<Complaint> {
  const shown = JSON.stringify(value);
  if (pattern !== undefined && !new RegExp(pattern).test(value))
    yield `${path}: Invalid value: ${shown}: should match '${pattern}'`;
  if (minLength !== undefined && value.length < minLength)
    yield `${path}: Invalid value: ${shown}: should be at least ${minLength} chars long`;
  if (maxLength !== undefined && value.length > maxLength)
    yield `${path}: Invalid value: ${shown}: may not be more than ${maxLength} bytes`;
}

function* ofList({ items, minItems }: Schema, value: readonly Value[], path: string): Iterable<Complaint> {
  if (minItems !== undefined && value.length < minItems)
    yield `${path}: Invalid value: must have at least ${minItems} items`;
  if (!items) return;
  for (const [index, item] of value.entries()) yield* complaints(items, item, `${path}[${index}]`);
}

function* ofObject(schema: Schema, value: Attributes, path: string): Iterable<Complaint> {
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  for (const name of schema.required ?? []) {
    if (value[name] === undefined || value[name] === null) yield `${at(name)}: Required value`;
  }
  for (const [name, item] of Object.entries(value)) {
    const known =
      schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (known) yield* complaints(known, item, at(name));
    else if (schema.values) yield* complaints(schema.values, item, at(name));
    else if (schema.properties && schema.open !== true) yield `.${at(name)}: field not declared in schema`;
  }
}
