import type { Kind, Property } from "./types.ts";

/**
 * Why a single value isn't of `kind`, or undefined when it is. As with a real provider, a text that reads as a number
 * or a boolean passes for one, and a number or boolean passes for a text; what would lose something does not.
 */
export function kindProblem(kind: Kind | undefined, value: unknown): string | undefined {
  const got = describe(value);
  switch (kind) {
    case "string":
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? undefined
        : `expected a string, got ${got}`;
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false"
        ? undefined
        : `expected true or false, got ${got}`;
    case "integer":
      return isNumeric(value) && Number.isInteger(Number(value))
        ? undefined
        : `expected a whole number, got ${got}`;
    case "number":
      return isNumeric(value) ? undefined : `expected a number, got ${got}`;
    default:
      return undefined;
  }
}

function isNumeric(value: unknown): boolean {
  return (
    (typeof value === "number" && Number.isFinite(value)) ||
    (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value))
  );
}

/** Why a single value of the right kind isn't accepted, in the provider's words; undefined when it is. */
export function valueProblem(name: string, property: Property, value: unknown): string | undefined {
  const { oneOf, between, length } = property;
  const text = String(value);
  const listed = oneOf?.includes(text) ?? false;
  const inRange = between !== undefined && Number(value) >= between[0] && Number(value) <= between[1];
  if (oneOf && between) {
    return listed || inRange
      ? undefined
      : `expected ${name} to be in the range (${between[0]} - ${between[1]}) or one of [${oneOf.join(" ")}], got ${text}`;
  }
  if (oneOf && !listed) {
    return `expected ${name} to be one of [${oneOf.join(" ")}], got ${text}`;
  }
  if (between && !inRange) {
    return `expected ${name} to be in the range (${between[0]} - ${between[1]}), got ${text}`;
  }
  // Providers are written in Go and count bytes: a Chinese character is three.
  const bytes = Buffer.byteLength(text);
  if (length && (bytes < length[0] || bytes > length[1])) {
    return `expected length of ${name} to be in the range (${length[0]} - ${length[1]}) bytes, got ${bytes}: ${text}`;
  }
  return undefined;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) {
    return "a list";
  }
  return typeof value === "object" ? "an object" : `${typeof value} ${JSON.stringify(value)}`;
}
