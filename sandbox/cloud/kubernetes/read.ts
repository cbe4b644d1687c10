import { type Attributes, isRecord, type Value } from "../object.ts";

/** A value below others, by the names that lead to it; undefined when there is none. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

export function recordAt(value: Value | undefined, ...path: readonly string[]): Attributes {
  const found = at(value, ...path);
  return isRecord(found) ? found : {};
}

export function listAt(value: Value | undefined, ...path: readonly string[]): readonly Attributes[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found.filter(isRecord) : [];
}

export function textAt(value: Value | undefined, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
}
