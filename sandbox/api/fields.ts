import { type Attributes, isRecord, records, type Value } from "../cloud/object.ts";
import type { Parameters } from "./parameters.ts";

/**
 * One field of a request or an answer, and the attribute of the cloud's object that it stands for. The API writes
 * `VSwitchId` where the providers' vocabulary, which is the cloud's, has `vswitchId`.
 */
export type Field = Scalar | Nested | Inline;

interface Scalar {
  readonly kind: "text" | "integer" | "decimal" | "flag" | "list" | "onOff" | "numeral" | "word" | "value";
  readonly attribute: string;
}

interface Nested {
  readonly kind: "record" | "records";
  readonly attribute: string;
  readonly fields: Fields;
}

interface Inline {
  readonly kind: "inline";
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
/** A number that may have a fraction. */
export const decimal = scalar("decimal");
/** A whole number that the vocabulary writes as text. */
export const numeral = scalar("numeral");
/** True or false that the vocabulary writes as text. */
export const word = scalar("word");
/** As it is, e.g. a map with names that nobody knows beforehand. */
export const value = scalar("value");
/** An object with fields of its own. */
export const record = (attribute: string, fields: Fields): Nested => ({ kind: "record", attribute, fields });
/** A list of objects. */
export const listOf = (attribute: string, fields: Fields): Nested => ({ kind: "records", attribute, fields });

/** An object whose fields are attributes of what it stands in: the API groups what the vocabulary doesn't. */
export const inline = (fields: Fields): Inline => ({ kind: "inline", fields });

/** What a request says about an object; what it doesn't say isn't there. @throws ApiError for a malformed value */
export function taken(parameters: Parameters, fields: Fields): Record<string, Value> {
  const attributes: Record<string, Value> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === "inline") {
      const inner = parameters.record(name);
      if (inner) Object.assign(attributes, taken(inner, field.fields));
      continue;
    }
    const found = valueIn(parameters, name, field);
    if (found !== undefined) attributes[field.attribute] = found;
  }
  return attributes;
}

function valueIn(parameters: Parameters, name: string, field: Scalar | Nested): Value | undefined {
  switch (field.kind) {
    case "text":
      return parameters.text(name);
    case "value":
      return parameters.value(name);
    case "numeral":
      return parameters.integer(name)?.toString();
    case "word":
      return parameters.flag(name)?.toString();
    case "integer":
      return parameters.integer(name);
    case "decimal":
      return parameters.decimal(name);
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
    const found = shownValue(attributes, field);
    if (found !== undefined) body[name] = found;
  }
  return body;
}

function shownValue(attributes: Attributes, field: Field): Value | undefined {
  if (field.kind === "inline") {
    const inner = shown(attributes, field.fields);
    return Object.keys(inner).length > 0 ? inner : undefined;
  }
  const found = attributes[field.attribute];
  if (found === undefined || found === null) return undefined;
  switch (field.kind) {
    case "text":
      return typeof found === "object" ? JSON.stringify(found) : String(found);
    case "value":
      return found;
    case "integer":
    case "decimal":
    case "numeral":
      return Number(found);
    case "flag":
    case "word":
      return found === true || found === "true";
    case "onOff":
      return found === true || found === "on" ? "on" : "off";
    case "list":
      return Array.isArray(found) ? found : [found];
    case "record":
      return isRecord(found) ? shown(found, field.fields) : undefined;
    case "records":
      return isRecord(found)
        ? [shown(found, field.fields)]
        : records(attributes, field.attribute).map((item) => shown(item, field.fields));
  }
}
