import { createRequire } from "node:module";
import type { Lang } from "../../locale/localized.ts";
import { allRules } from "../rules/all-rules.ts";
import type { Promised } from "../rules/objectives.ts";
import { alertsOf, runbookOf } from "../rules/rule.ts";
import { allDashboards } from "./all-dashboards.ts";
import type { renderDashboard } from "./render-dashboard.ts";

const load = createRequire(import.meta.url);

export interface DashboardFilesArgs {
  /** All pages are in this language. */
  readonly lang: Lang;
  readonly promised: readonly Promised[];
  /** Address of docs/runbooks, without a slash at its end. */
  readonly runbooks: string;
}

/** A page as Grafana reads it from a file. */
export interface DashboardFile {
  /** The page's uid with `.json`. */
  readonly name: string;
  readonly content: string;
}

/**
 * All pages of an environment as files. Grafana's SDK is loaded here, by whoever places them, and not with this module:
 * it takes a tenth of a second, and most programs place none.
 */
export function dashboardFiles({ lang, promised, runbooks }: DashboardFilesArgs): DashboardFile[] {
  const { renderDashboard: render } = load("./render-dashboard.ts") as {
    readonly renderDashboard: typeof renderDashboard;
  };
  const pages = new Map(alertsOf(allRules(promised)).map((alert) => [alert.alert, runbookOf(alert)]));
  return allDashboards(promised).map((dashboard) => ({
    name: `${dashboard.uid}.json`,
    content: `${JSON.stringify(render(dashboard, { lang, runbooks, runbookOf: pages }))}\n`,
  }));
}
