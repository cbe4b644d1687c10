import { type Attributes, isRecord, records, type Value } from "../cloud/object.ts";
import type { Parameters } from "./parameters.ts";

/**
 * One field of a request or an answer, and the attribute of the cloud's object that it stands for. The API writes
 * `VSwitchId` where the providers' vocabulary, which is the cloud's, has `vswitchId`.
 */
export type Field = Scalar | Nested;

interface Scalar {
  readonly kind: "text" | "integer" | "flag" | "list" | "onOff";
  readonly attribute: string;
}

interface Nested {
  readonly kind: "record" | "records";
  readonly attribute: string;
  readonly fields: Fields;
}

/** Fields by their names in the API. */
export type Fields = Readonly<Record<string, Field>>;

const scalar =
  (kind: Scalar["kind"]) =>
  (attribute: string): Scalar => ({ kind, attribute });

export const text = scalar("text");
export const integer = scalar("integer");
export const flag = scalar("flag");
/** A list of texts. */
export const list = scalar("list");
/** `on` and `off`, as the classic services write true and false. */
export const onOff = scalar("onOff");
/** An object with fields of its own. */
export const record = (attribute: string, fields: Fields): Nested => ({ kind: "record", attribute, fields });
/** A list of objects. */
export const listOf = (attribute: string, fields: Fields): Nested => ({ kind: "records", attribute, fields });

/** What a request says about an object; what it doesn't say isn't there. @throws ApiError for a malformed value */
export function taken(parameters: Parameters, fields: Fields): Record<string, Value> {
  const attributes: Record<string, Value> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = valueIn(parameters, name, field);
    if (value !== undefined) attributes[field.attribute] = value;
  }
  return attributes;
}

function valueIn(parameters: Parameters, name: string, field: Field): Value | undefined {
  switch (field.kind) {
    case "text":
      return parameters.text(name);
    case "integer":
      return parameters.integer(name);
    case "flag":
      return parameters.flag(name);
    case "list":
      return parameters.list(name);
    case "onOff":
      return parameters.has(name) ? parameters.text(name) === "on" : undefined;
    case "record": {
      const inner = parameters.record(name);
      return inner && taken(inner, field.fields);
    }
    case "records":
      return parameters.records(name)?.map((inner) => taken(inner, field.fields));
  }
}

/** An object as an answer shows it: every field whose attribute has a value. */
export function shown(attributes: Attributes, fields: Fields): Record<string, Value> {
  const body: Record<string, Value> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = shownValue(attributes, field);
    if (value !== undefined) body[name] = value;
  }
  return body;
}

function shownValue(attributes: Attributes, field: Field): Value | undefined {
  const value = attributes[field.attribute];
  if (value === undefined || value === null) return undefined;
  switch (field.kind) {
    case "text":
      return typeof value === "object" ? JSON.stringify(value) : String(value);
    case "integer":
      return Number(value);
    case "flag":
      return value === true || value === "true";
    case "onOff":
      return value === true || value === "on" ? "on" : "off";
    case "list":
      return Array.isArray(value) ? value : [value];
    case "record":
      return isRecord(value) ? shown(value, field.fields) : undefined;
    case "records":
      return isRecord(value)
        ? [shown(value, field.fields)]
        : records(attributes, field.attribute).map((item) => shown(item, field.fields));
  }
}
