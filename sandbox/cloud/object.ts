/** What an attribute may hold: what JSON can write. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };

/** Attributes by name. The names are those of the providers' facts, so that one vocabulary serves everywhere. */
export type Attributes = Readonly<Record<string, Value>>;

/** One object that exists in the cloud. */
export interface CloudObject {
  /** Its type, e.g. `alicloud:vswitch`. */
  readonly type: string;
  readonly id: string;
  /** The region that it lives in, or {@link GLOBAL}. */
  readonly scope: string;
  readonly attributes: Attributes;
  /** Attributes that change by themselves, and when, in milliseconds since 1970. */
  readonly becomes?: { readonly at: number; readonly attributes: Attributes };
  /** Deletion has begun and ends at this time, in milliseconds since 1970. */
  readonly goneAt?: number;
  /** The caller's mark of the request that created it: the same request sent again creates nothing. */
  readonly clientToken?: string;
}

/** The scope of services without regions. */
export const GLOBAL = "global";

/** A text attribute; empty when it isn't one. */
export function text(attributes: Attributes, name: string): string {
  const value = attributes[name];
  return typeof value === "string" ? value : "";
}

/** A number attribute; undefined when it isn't one. */
export function numeric(attributes: Attributes, name: string): number | undefined {
  const value = attributes[name];
  return typeof value === "number" ? value : undefined;
}

/** The texts of a list attribute; empty when it isn't one. A single text counts as a list of one. */
export function texts(attributes: Attributes, name: string): readonly string[] {
  const value = attributes[name];
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** The texts at a path such as `zoneMappings[].vswitchId`: `.` leads into an object, `[]` into each item of a list. */
export function textsAt(attributes: Attributes, path: string): readonly string[] {
  const [first = "", ...rest] = path.split(".");
  const name = first.replace("[]", "");
  if (rest.length === 0) return texts(attributes, name);
  const value = attributes[name];
  const items: readonly Attributes[] = isRecord(value) ? [value] : records(attributes, name);
  return items.flatMap((item) => textsAt(item, rest.join(".")));
}

/** The objects of a list attribute; empty when it isn't one. */
export function records(attributes: Attributes, name: string): readonly Attributes[] {
  const value = attributes[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function isRecord(value: Value | undefined): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
