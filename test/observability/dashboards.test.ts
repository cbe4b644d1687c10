import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Dashboard, Panel, RowPanel } from "@grafana/grafana-foundation-sdk/dashboard";
import { describe, expect, it } from "vitest";
import { allDashboards } from "../../components/observability/dashboards/all-dashboards.ts";
import { panelsOf } from "../../components/observability/dashboards/dashboard.ts";
import { dashboardFiles } from "../../components/observability/dashboards/dashboard-files.ts";
import { PROMISED } from "./promised.ts";

const RUNBOOKS = "https://example.com/docs/runbooks";
const pages = (lang: "en" | "zh"): Dashboard[] =>
  dashboardFiles({ lang, promised: PROMISED, runbooks: RUNBOOKS }).map(({ content }) => JSON.parse(content));
const ENGLISH = pages("en");
const CHINESE = pages("zh");
const DESCRIBED = allDashboards(PROMISED);

const panels = ({ panels = [] }: Dashboard): (Panel | RowPanel)[] => panels;
const isRow = (panel: Panel | RowPanel): panel is RowPanel => panel.type === "row";

describe.each(ENGLISH.map((page) => [page.uid as string, page] as const))("%s", (uid, page) => {
  it("has panels of which no two lie on each other, and lines that are full", () => {
    const taken = new Map<string, number | undefined>();
    const widths = new Map<number, number>();
    for (const { id, gridPos } of panels(page)) {
      if (gridPos === undefined) throw new Error(`panel ${id} has no place`);
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      widths.set(gridPos.y, (widths.get(gridPos.y) ?? 0) + gridPos.w);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect([id, taken.get(`${x},${y}`)]).toEqual([id, undefined]);
          taken.set(`${x},${y}`, id);
        }
    }
    expect([...widths.values()].filter((width) => width !== 24)).toEqual([]);
  });

  it("has panels with an id of their own, in order", () => {
    const ids = panels(page).map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
  });

  it("shows what is described: every panel with its queries, its words and its source", () => {
    const described = DESCRIBED.find((one) => one.uid === uid);
    const shown = panels(page).filter((panel): panel is Panel => !isRow(panel));
    expect(shown.map(({ title }) => title)).toEqual(
      described && panelsOf(described).map(({ title }) => title.en),
    );
    for (const panel of shown) {
      expect(panel.description).not.toBe("");
      expect(panel.targets).not.toEqual([]);
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own syntax
      expect(panel.datasource).toEqual({ type: "prometheus", uid: "${datasource}" });
    }
  });

  it("has the same panels, places and queries in Chinese, with words of its own", () => {
    const chinese = CHINESE.find((one) => one.uid === uid) as Dashboard;
    const bones = (one: Dashboard) =>
      panels(one).map((panel) => ({
        id: panel.id,
        type: panel.type,
        gridPos: panel.gridPos,
        queries: isRow(panel) ? [] : panel.targets?.map((target) => (target as { expr?: string }).expr),
        runbooks: isRow(panel) ? [] : panel.links?.map(({ url }) => url),
      }));
    expect(bones(chinese)).toEqual(bones(page));
    const han = /\p{Script=Han}/u;
    for (const text of [page.title, page.description]) expect(text).not.toMatch(han);
    for (const panel of panels(chinese).filter((one): one is Panel => !isRow(one))) {
      // A name may be the same in both; what it means may not.
      expect([panel.title, han.test(panel.description ?? "")]).toEqual([panel.title, true]);
    }
  });

  it("asks only by variables that it has", () => {
    const known = new Set([...(page.templating.list ?? []).map(({ name }) => name), "__rate_interval"]);
    const used = JSON.stringify(page.panels).match(/\$[a-z_]+\b/g) ?? [];
    expect(used.filter((name) => !known.has(name.slice(1)))).toEqual([]);
  });
});

it("gives every page an address of its own, which stays", () => {
  const uids = ENGLISH.map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(uids.length);
  expect(CHINESE.map(({ uid }) => uid)).toEqual(uids);
  // Grafana takes 40 characters of these kinds.
  for (const uid of uids) expect(uid).toMatch(/^[a-z0-9-]{1,40}$/);
});

it("links runbooks by their addresses", () => {
  const overview = ENGLISH.find(({ uid }) => uid === "hougu-overview") as Dashboard;
  const urls = panels(overview).flatMap((panel) =>
    isRow(panel) ? [] : (panel.links ?? []).map(({ url }) => url),
  );
  expect(urls).toContain(`${RUNBOOKS}/requests-fail.md`);
  expect(urls).toContain(`${RUNBOOKS}/certificate-ends.md`);
});

it("is the same text each time", () => {
  const args = { lang: "zh", promised: PROMISED, runbooks: RUNBOOKS } as const;
  expect(dashboardFiles(args)).toEqual(dashboardFiles(args));
});

it("doesn't load Grafana's SDK before a page is placed", () => {
  const script = `
    const { dashboardFiles } = await import(${JSON.stringify(join(import.meta.dirname, "../../components/observability/dashboards/dashboard-files.ts"))});
    const { createRequire } = await import("node:module");
    const loaded = () => Object.keys(createRequire("/").cache).some((path) => path.includes("grafana-foundation-sdk"));
    const before = loaded();
    dashboardFiles({ lang: "en", promised: [{ miniProgram: "artist", displayName: "a", availabilityPercent: 99, latencyP99Ms: 500 }], runbooks: "" });
    console.log(before, loaded());
  `;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  expect(output.trim()).toBe("false true");
});
