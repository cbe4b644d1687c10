import type { Location } from "./problem.ts";

/** Steps from the configuration's root to a value: `["artist", "tomcat", "count"]`, `["zones", 0]`. */
export type Path = readonly (string | number)[];

/** Stands for a value that is set and encrypted, and that its reader can't see. */
export const OPAQUE: unique symbol = Symbol("encrypted value");

/** The configuration as written, before anything is known to be right. */
export interface RawConfig {
  /** Name of the stack, for the text of remedies. */
  readonly stack?: string;
  /** JSON values by key without the namespace, e.g. `artist`; {@link OPAQUE} anywhere in them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Keys whose value, or a part of it, is encrypted. */
  readonly encrypted: ReadonlySet<string>;
  /**
   * `engine`: values are decrypted and {@link encrypted} alone tells what was a secret.
   * `file`: nothing is decrypted and every encrypted value is {@link OPAQUE}, so that plain ones stand out.
   */
  readonly from: "engine" | "file";
  /** Finds the line of a value, or of the nearest group around it. */
  readonly locate?: (path: Path) => Location | undefined;
}

/** The value at a path; `undefined` where the path leads nowhere. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The path as people write it: `hougu:artist.tomcat.count`, `hougu:zones[0]`. */
export function keyOf(path: Path): string {
  const [first, ...rest] = path;
  return `hougu:${first ?? ""}${rest.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}`;
}

/** True when a value holds {@link OPAQUE} anywhere. */
export function holdsOpaque(value: unknown): boolean {
  if (value === OPAQUE) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsOpaque);
}
