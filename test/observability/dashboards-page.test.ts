import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allDashboards } from "../../components/observability/dashboards/all-dashboards.ts";
import { panelsOf } from "../../components/observability/dashboards/dashboard.ts";
import { renderPage } from "../../tools/dashboards/render.ts";
import { PROMISED } from "./promised.ts";

const DOCS = join(import.meta.dirname, "../../docs");
const PAGE = readFileSync(join(DOCS, "dashboards.md"), "utf8");

it("is current (if not: npm run dashboards:docs)", () => {
  expect(PAGE).toBe(renderPage(PROMISED));
});

it("names every panel and every query, in cells that are whole", () => {
  for (const dashboard of allDashboards(PROMISED))
    for (const { title, queries } of panelsOf(dashboard)) {
      for (const text of [title.en, title.zh]) expect(PAGE).toContain(text);
      for (const { expr } of queries) expect(PAGE).toContain(expr.replaceAll("|", "\\|"));
    }
  const cells = PAGE.split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.match(/(?<!\\)\|/g)?.length);
  expect([...new Set(cells)].sort()).toEqual([3, 4]);
});
