import { createHash } from "node:crypto";
import { autoNameOf, isAbsent, own } from "../facts/facts.ts";
import type { Values } from "./wire.ts";

/** Digits behind the logical name, as in the official packages. */
const SUFFIX_LENGTH = 7;

/**
 * The inputs with the name that a resource gets when nobody gives it one: the logical name and seven hexadecimal digits.
 * One that it got before stays.
 *
 * @param seed chance, from the engine, so that a preview and the update after it agree
 */
export function withName(
  token: string,
  logicalName: string,
  olds: Values,
  news: Values,
  seed: Uint8Array,
): Values {
  const property = autoNameOf(token);
  if (property === undefined || !isAbsent(own(news, property))) return news;
  const before = own(olds, property);
  if (isAutoName(before, logicalName)) return { ...news, [property]: before };
  const suffix = createHash("sha256").update(seed).update(logicalName).digest("hex").slice(0, SUFFIX_LENGTH);
  return { ...news, [property]: `${logicalName}-${suffix}` };
}

/**
 * Whether a replacement must wait until its predecessor is gone: both would have the same name, because somebody chose
 * it.
 */
export function nameIsTaken(token: string, logicalName: string, olds: Values, news: Values): boolean {
  const property = autoNameOf(token);
  if (property === undefined) return false;
  const name = own(news, property);
  return !isAbsent(name) && name === own(olds, property) && !isAutoName(name, logicalName);
}

function isAutoName(name: unknown, logicalName: string): boolean {
  return (
    typeof name === "string" &&
    name.startsWith(`${logicalName}-`) &&
    /^[0-9a-f]{7}$/.test(name.slice(logicalName.length + 1))
  );
}
