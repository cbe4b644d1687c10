import { readFileSync } from "node:fs";
import { join } from "node:path";
import { linesProgram } from "../lines/program.ts";
import { UNITS } from "./sources.ts";

/** The text of Filebeat's script processor: every line is masked, then parsed. Comments stay in the repository. */
export function filebeatScript(): string {
  const program = `${linesProgram()}
var UNITS = ${JSON.stringify(UNITS)};
${readFileSync(join(import.meta.dirname, "event.js"), "utf8")}`;
  return `// Made by Hougu. Change the program, not this file.\n${program.replace(/^\s*\/\/.*\n/gm, "").replace(/\n{2,}/g, "\n")}`;
}
