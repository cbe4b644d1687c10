import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { FIELDS, type LogFields } from "../fields.ts";
import { maskingScript } from "../personal-data/mask.ts";
import { DATASETS, type Dataset } from "./datasets.ts";

/**
 * The program that makes fields of lines, for whatever runs JavaScript on a machine: `mask` and `parseLine`, with the
 * parsers of these datasets. A dataset's parser is in the file of its server: `nginx.access` in parsers/nginx.js.
 */
export function linesProgram(datasets: readonly Dataset[]): string {
  const servers = [...new Set(datasets.map((dataset) => dataset.split(".")[0] as string))].sort();
  const parsers = ["common", ...servers].map((name) =>
    readFileSync(join(import.meta.dirname, "parsers", `${name}.js`), "utf8"),
  );
  // Of the fields that these parsers speak of. Words are what most of them are.
  const types = Object.entries(FIELDS)
    .filter(([name]) => new RegExp(`["{ ]${name}["]?:|\\["${name}"\\]`).test(parsers.join("")))
    .map(([name, type]) => [name, type === "keyword" ? "" : type]);
  return `var FIELDS = ${JSON.stringify(Object.fromEntries(types))};
${maskingScript()}
${parsers.join("\n")}`;
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
    `${linesProgram(DATASETS)}\n(function (dataset, line, zone) { return parseLine(dataset, mask(line), zone); });`,
  ) as Program;
  const parsed = compiled(dataset, line, zone);
  if (parsed === null) return undefined;
  const { time, ...fields } = parsed;
  // A Date of the program's own world is none of this one's.
  return { ...fields, ...(time ? { time: new Date(Number(time)) } : {}) } as ParsedLine;
}
