import { createHash, randomInt } from "node:crypto";

/** Managed object references look like `vm-1034`: a kind and a number. */
const SMALLEST = 1000;
/** A vCenter counts them up over years and never gives one twice; here chance makes a second time as good as impossible. */
const LARGEST = 9_999_999;

/** A reference that nothing has, e.g. `vm-1034`. */
export function freeMoref(kind: string, taken: Iterable<string>): string {
  const all = new Set(taken);
  for (;;) {
    const moref = `${kind}-${randomInt(SMALLEST, LARGEST)}`.replace(/^(group|resgroup)-(\D?)-?/, "$1-$2");
    if (!all.has(moref)) return moref;
  }
}

/** A number that nothing has. */
export function freeNumber(taken: Iterable<number>): number {
  const all = new Set(taken);
  for (;;) {
    const number = randomInt(SMALLEST, LARGEST);
    if (!all.has(number)) return number;
  }
}

/** The reference of something that was there before anybody called: the same for the same words. */
export function derivedMoref(kind: string, ...words: readonly string[]): string {
  const number = digest(kind, ...words).readUInt32BE(0);
  return `${kind}${SMALLEST + (number % (LARGEST - SMALLEST))}`;
}

/** A machine's UUID, the same for the same words. Those that vCenter gives begin with 42. */
export function derivedUuid(...words: readonly string[]): string {
  const hex = `42${digest(...words).toString("hex")}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

function digest(...words: readonly string[]): Buffer {
  return createHash("sha256").update(JSON.stringify(words)).digest();
}
