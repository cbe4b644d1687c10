import { join } from "node:path";
import { reasonRows } from "../life/front-differences.ts";
import type { Compared } from "./both-fronts.ts";

export const VARIATIONS_PAGE = join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "docs",
  "conformance",
  "variations.md",
);

/** What became of all variations, as Markdown. Pure. */
export function renderVariations(all: readonly Compared[]): string {
  const programs = [...new Set(all.map(({ program }) => program))].sort();
  const rows = programs.map((program) => {
    const some = all.filter((one) => one.program === program);
    const sum = (count: (one: Compared) => number): number =>
      some.reduce((total, one) => total + count(one), 0);
    return `| ${program} | ${some.length} | ${sum((one) => one.resources)} | ${sum((one) => one.given.length)} | ${sum((one) => one.refused.length)} | ${sum((one) => one.refusedByProvider.length)} | ${sum((one) => one.found.length)} |`;
  });
  const reasons = reasonRows(all.flatMap(({ found }) => found));
  return [
    "# Generated programs through both fronts",
    "",
    "Written by `npm run test:alicloud -- variations`. Each program of test/api/programs is varied: up to three properties of",
    "each resource get values that the facts accept, drawn by a fixed seed. The sandbox's plugin and the real provider on the",
    "sandbox's API make the same of it, property by property, and the real provider finds nothing to change afterwards.",
    "",
    "A variation that the cloud's rules refuse (a mode that the edition lacks, a policy that doesn't exist) keeps the program's",
    "own inputs for that resource, in both fronts. *Refused by the provider alone* are inputs that the plugin takes.",
    "",
    "| program | variations | resources | properties varied | refused by the cloud | refused by the provider alone | differences |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
    "",
    ...(reasons.length === 0
      ? ["No difference is left.", ""]
      : ["Differences that stay:", "", "| type | property | why |", "| --- | --- | --- |", ...reasons, ""]),
  ].join("\n");
}
