import { isRecord, type Value } from "../cloud/object.ts";
import { malformed, missing } from "./problem.ts";

type Values = Readonly<Record<string, Value>>;

/**
 * What a request asks for. RPC writes everything as text under flat names (`Tag.1.Key`), ROA as JSON: here both are the
 * same.
 */
export class Parameters {
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  /** Flat names as structure: `Tag.1.Key=a` is an object in a list. */
  static flat(pairs: Iterable<readonly [string, string]>): Parameters {
    const root: Node = new Map();
    for (const [name, value] of pairs) put(root, name.split("."), value);
    return new Parameters(asValue(root) as Values);
  }

  /** These and others; the others win. */
  with(others: Values): Parameters {
    return new Parameters({ ...this.#values, ...others });
  }

  get names(): readonly string[] {
    return Object.keys(this.#values);
  }

  has(name: string): boolean {
    const value = this.value(name);
    return value !== undefined && value !== null;
  }

  value(name: string): Value | undefined {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
  }

  /** A scalar as text; undefined when it isn't given. */
  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || value === null) return undefined;
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  /** @throws ApiError when it isn't given or is empty */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === "") throw missing(name);
    return value;
  }

  /** @throws ApiError when it isn't a whole number */
  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    if (!/^-?\d+$/.test(value)) throw malformed(name, value, "a whole number");
    return Number(value);
  }

  /** @throws ApiError when it isn't a number */
  decimal(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    if (!/^-?\d+(\.\d+)?$/.test(value)) throw malformed(name, value, "a number");
    return Number(value);
  }

  /** @throws ApiError when it is neither true nor false */
  flag(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    if (!/^(true|false)$/i.test(value)) throw malformed(name, value, "true or false");
    return value.toLowerCase() === "true";
  }

  /** A list of scalars, however it is written: `Id.1=a`, `["a"]`. */
  list(name: string): readonly string[] | undefined {
    const value = this.#structured(name);
    if (value === undefined) return undefined;
    const items = Array.isArray(value) ? value : [value];
    return items.filter((item) => item !== null && item !== "").map(String);
  }

  /** A list of objects, however it is written: `Tag.1.Key=a`, `[{"Key":"a"}]`. */
  records(name: string): readonly Parameters[] | undefined {
    const value = this.#structured(name);
    if (value === undefined) return undefined;
    const items: readonly Value[] = Array.isArray(value) ? value : [value];
    return items.filter(isRecord).map((item) => new Parameters(item));
  }

  /** An object, however it is written: `Config.Enabled=true`, `{"Enabled":true}`. */
  record(name: string): Parameters | undefined {
    const value = this.#structured(name);
    if (value === undefined) return undefined;
    if (!isRecord(value)) throw malformed(name, String(value), "an object");
    return new Parameters(value);
  }

  /** A value, parsed when it is JSON in a text. @throws ApiError when the text begins as JSON and isn't any */
  #structured(name: string): Value | undefined {
    const value = this.value(name);
    if (value === null) return undefined;
    if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
    try {
      return JSON.parse(value) as Value;
    } catch {
      throw malformed(name, value, "JSON");
    }
  }
}

type Node = Map<string, Node | string>;

function put(node: Node, [first = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    node.set(first, value);
    return;
  }
  const inner = node.get(first);
  const next: Node = inner instanceof Map ? inner : new Map();
  node.set(first, next);
  put(next, rest, value);
}

/** Numbered children are a list, in the order of their numbers. */
function asValue(node: Node | string): Value {
  if (typeof node === "string") return node;
  const entries = [...node];
  if (entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => asValue(child));
  }
  return Object.fromEntries(entries.map(([name, child]) => [name, asValue(child)]));
}
