import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { PERSONAL_DATA } from "./kinds.ts";

/** The masking as a program's text that defines `mask(text)`: for whatever runs JavaScript on a machine. */
export function maskingScript(): string {
  const kinds = PERSONAL_DATA.map(({ what: _, ...kind }) => kind);
  return `var KINDS = ${JSON.stringify(kinds)};\n\n${readFileSync(join(import.meta.dirname, "masking.js"), "utf8")}`;
}

let compiled: ((text: string) => string) | undefined;

/** A text with what is personal replaced by its kind's name in square brackets; by the same program as on machines. */
export function maskPersonalData(text: string): string {
  compiled ??= runInNewContext(`${maskingScript()}\nmask;`) as (text: string) => string;
  return compiled(text);
}
