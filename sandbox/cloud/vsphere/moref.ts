import { createHash, randomInt } from "node:crypto";

/** Managed object references are a kind and a number, e.g. `vm-1034`, `group-v12`, `domain-c9`. */
const SMALLEST = 1000;
/** A vCenter counts up and never gives a number twice; among this many chance hardly does either. */
const LARGEST = 9_999_999;

/**
 * A reference that nothing has.
 * @param prefix e.g. `vm-`
 */
export function freeMoref(prefix: string, taken: Iterable<string>): string {
  const all = new Set(taken);
  let moref: string;
  do moref = `${prefix}${randomInt(SMALLEST, LARGEST)}`;
  while (all.has(moref));
  return moref;
}

/** The reference of something that was there before anybody called: the same for the same words. */
export function derivedMoref(prefix: string, words: readonly string[]): string {
  return `${prefix}${SMALLEST + (digest(words).readUInt32BE(0) % (LARGEST - SMALLEST))}`;
}

/** The UUID of a machine that was there before anybody called. Those that vCenter gives begin with 42. */
export function derivedUuid(words: readonly string[]): string {
  const hex = `42${digest(words).toString("hex")}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}

function digest(words: readonly string[]): Buffer {
  return createHash("sha256").update(JSON.stringify(words)).digest();
}
