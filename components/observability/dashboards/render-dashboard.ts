import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Dashboard as GrafanaDashboard,
  type Panel as GrafanaPanel,
  RowBuilder,
} from "@grafana/grafana-foundation-sdk/dashboard";
import {
  DataqueryBuilder,
  PromQueryFormat,
  QueryEditorMode,
} from "@grafana/grafana-foundation-sdk/prometheus";
import type { Lang } from "../../locale/localized.ts";
import { type Dashboard, type Panel, type Query, said } from "./dashboard.ts";
import { panelBuilder } from "./render-panel.ts";
import { datasourceOf, variablesOf } from "./render-variables.ts";
import { runbookLinks } from "./runbook-links.ts";
import { withoutDefaults } from "./without-defaults.ts";

export interface RenderArgs {
  readonly lang: Lang;
  /** Address of docs/runbooks, without a slash at its end. */
  readonly runbooks: string;
  /** Page of each alert in that folder, without `.md`. */
  readonly runbookOf: ReadonlyMap<string, string>;
}

/** By this tag pages find each other, in the list at their top. */
const TAG = "hougu";
/** Rows of Grafana's grid, each 30 pixels: legible, and three panels on a laptop's screen. */
const HEIGHT = 8;

/**
 * A page as Grafana's JSON model, of the schema that Grafana reads from files in every version since 9 (the SDK's newer
 * builders make resources for the API of Grafana 12 and later). Equal pages give equal text.
 *
 * @throws Error for an alert that no rule has
 */
export function renderDashboard(dashboard: Dashboard, args: RenderArgs): GrafanaDashboard {
  const { lang } = args;
  const builder = new DashboardBuilder(said(dashboard.title, lang))
    .uid(dashboard.uid)
    .description(said(dashboard.question, lang))
    .tags([TAG])
    .timezone("browser")
    // What is changed by hand is gone with the next change of the program, so it can't be.
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: "now-6h", to: "now" })
    .refresh("1m")
    .link(
      new DashboardLinkBuilder(said({ en: "Other pages", zh: "其他页面" }, lang))
        .type(DashboardLinkType.Dashboards)
        .tags([TAG])
        .asDropdown(true)
        .includeVars(true)
        .keepTime(true),
    )
    .variables(variablesOf(dashboard.variables, lang));
  let id = 0;
  for (const row of dashboard.rows) {
    builder.withRow(new RowBuilder(said(row.title, lang)).id(++id));
    for (const panel of row.panels) builder.withPanel(renderPanel(panel, ++id, args));
  }
  const page = builder.build();
  // The SDK puts links into the menu of controls, where nobody looks for the way to the next page.
  return withoutDefaults({
    ...page,
    links: page.links?.map(({ placement: _menu, ...link }) => link) ?? [],
  });
}

function renderPanel(
  panel: Panel,
  id: number,
  { lang, runbooks, runbookOf }: RenderArgs,
): Builder<GrafanaPanel> {
  return panelBuilder(panel, lang)
    .id(id)
    .title(said(panel.title, lang))
    .description(said(panel.description, lang))
    .datasource(datasourceOf())
    .span(panel.width)
    .height(HEIGHT)
    .links(runbookLinks(panel.alerts ?? [], runbookOf, runbooks, lang))
    .targets(panel.queries.map((query, index) => target(query, panel, index, lang)));
}

function target(query: Query, { show }: Panel, index: number, lang: Lang): Builder<Dataquery> {
  const builder = new DataqueryBuilder()
    .refId(String.fromCharCode("A".charCodeAt(0) + index))
    .datasource(datasourceOf())
    .editorMode(QueryEditorMode.Code)
    .expr(query.expr);
  if (query.legend !== undefined) builder.legendFormat(said(query.legend, lang));
  if (query.exemplars) builder.exemplar(true);
  if (show === "table") return builder.format(PromQueryFormat.Table).instant();
  return show === "number" ? builder.instant() : builder.range();
}
