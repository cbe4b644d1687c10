import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { FIELDS, type LogFields } from "../fields.ts";
import { maskingScript } from "../personal-data/mask.ts";
import type { Dataset } from "./datasets.ts";

/** The program that makes fields of lines, for whatever runs JavaScript on a machine: `mask` and `parseLine`. */
export function linesProgram(): string {
  return `var FIELDS = ${JSON.stringify(FIELDS)};
${maskingScript()}
${readFileSync(join(import.meta.dirname, "parsers.js"), "utf8")}`;
}

/** What a parser finds: fields, and the time where the line has one. */
export type ParsedLine = Omit<LogFields, "@timestamp"> & { readonly time?: Date };

type Program = (dataset: Dataset, line: string, zone: number | undefined) => Record<string, unknown> | null;

let compiled: Program | undefined;

/**
 * Fields of a line (or of the lines that are one event), masked first, by the same program as on machines.
 *
 * @param zone minutes east of UTC of times that name no zone; this machine's own when absent
 * @returns undefined for what is no event
 */
export function parseLine(dataset: Dataset, line: string, zone?: number): ParsedLine | undefined {
  compiled ??= runInNewContext(
    `${linesProgram()}\n(function (dataset, line, zone) { return parseLine(dataset, mask(line), zone); });`,
  ) as Program;
  const parsed = compiled(dataset, line, zone);
  if (parsed === null) return undefined;
  const { time, ...fields } = parsed;
  // A Date of the program's own world is none of this one's.
  return { ...fields, ...(time ? { time: new Date(Number(time)) } : {}) } as ParsedLine;
}
