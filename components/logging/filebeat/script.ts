import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GuestRole } from "../../guest/guest.ts";
import type { Dataset } from "../lines/datasets.ts";
import { linesProgram } from "../lines/program.ts";
import { FILES_OF, unitsOf } from "./sources.ts";

/**
 * The text of a role's script processor: every line is masked, then parsed. Comments stay in the repository, and parsers
 * of other roles' servers too: what a machine is told at its birth has 32 KB at most.
 */
export function filebeatScript(role: GuestRole): string {
  const units = unitsOf(role);
  const datasets: readonly Dataset[] = [
    "system.journal",
    ...(FILES_OF[role] ?? []).map(({ dataset }) => dataset),
    ...Object.values(units).filter((dataset) => dataset !== "nothing"),
  ];
  const program = `${linesProgram(datasets)}
var UNITS = ${JSON.stringify(units)};
${readFileSync(join(import.meta.dirname, "event.js"), "utf8")}`;
  return `// Made by Hougu. Change the program, not this file.\n${program
    .replace(/^\s*\/\/.*\n/gm, "")
    .replace(/\n{2,}/g, "\n")
    .replace(/^ +/gm, "")}`;
}
