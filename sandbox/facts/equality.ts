import { isDeepStrictEqual } from "node:util";
import { isAbsent, isRecord } from "./value.ts";

/** Equal to a provider: absent and empty are one, and so are a number and its text. */
export function same(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(plain(before), plain(after));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map(plain);
  }
  if (isRecord(value)) {
    const entries = Object.entries(value)
      .map(([key, item]) => [key, plain(item)] as const)
      .filter(([key, item]) => item !== undefined && !key.startsWith("__"))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return isAbsent(value) || value === "" || value === 0 || value === false ? undefined : String(value);
}
