import { requireFacts } from "./load.ts";
import type { Kind, Properties, Property } from "./types.ts";
import { isRecord, own } from "./value.ts";

/**
 * The values in the kinds that the provider declares: `5` where a text is wanted becomes `"5"`, `"true"` a boolean. What
 * {@link checkInputs} refuses stays as it is, and so does what isn't known yet. Lists of at most one item that Pulumi
 * flattens are objects here already.
 *
 * @throws for a type whose facts aren't kept.
 */
export function coerced(token: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return coercedObject(requireFacts(token), inputs);
}

function coercedObject(
  properties: Properties,
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const property = own(properties, name);
      return [name, property ? coercedProperty(property, item) : item];
    }),
  );
}

function coercedProperty(property: Property, value: unknown): unknown {
  const { type, properties, item } = property;
  const single = (one: unknown) =>
    properties ? (isRecord(one) ? coercedObject(properties, one) : one) : coercedSingle(item ?? "any", one);
  if (type === "object") return single(value);
  if (type === "map" && isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, single(one)]));
  }
  if (type === "list" || type === "set") return Array.isArray(value) ? value.map(single) : value;
  return coercedSingle(type, value);
}

function coercedSingle(kind: Kind, value: unknown): unknown {
  if (kind === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (kind === "boolean" && (value === "true" || value === "false")) return value === "true";
  if (
    (kind === "integer" || kind === "number") &&
    typeof value === "string" &&
    /^-?\d+(\.\d+)?$/.test(value)
  ) {
    return Number(value);
  }
  return value;
}
