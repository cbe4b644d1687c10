import type { Property } from "./types.ts";

/** What travels over the protocol in place of a value that isn't known during a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Says that a value isn't known yet. Whoever hands over `Output`s or its own marks passes its own predicate. */
export type IsUnknown = (value: unknown) => boolean;

export const isProtocolUnknown: IsUnknown = (value) => value === UNKNOWN;

/** Not given: a provider makes no difference between a property that is missing and one that is null. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Properties of a value's own, so that a key such as `constructor` isn't mistaken for one. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** A property that somebody may give, as opposed to one that the provider alone fills. */
export function isInput(property: Property): boolean {
  return property.required === true || property.optional === true;
}

/** Pulumi's notation of a property path: `dataDisks[0].category`, `tags["cost.centre"]`. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === "number") {
    return `${path}[${key}]`;
  }
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path === "" ? key : `${path}.${key}`;
}
