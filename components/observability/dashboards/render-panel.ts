import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import {
  type DashboardLink,
  type DataSourceRef,
  type Panel as GrafanaPanel,
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as StateTimelineBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { PanelBuilder as TableBuilder } from "@grafana/grafana-foundation-sdk/table";
import { PanelBuilder as TimeSeriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { Lang } from "../../locale/localized.ts";
import { type Panel, said, type Threshold } from "./dashboard.ts";
import { GRAFANA_UNITS } from "./grafana-units.ts";

/** What all kinds of panels have in common, of which each has a builder of its own. */
export interface AnyPanelBuilder extends Builder<GrafanaPanel> {
  id(id: number): this;
  title(title: string): this;
  description(description: string): this;
  datasource(datasource: DataSourceRef): this;
  span(columns: number): this;
  height(rows: number): this;
  links(links: Builder<DashboardLink>[]): this;
  targets(targets: Builder<Dataquery>[]): this;
}

const COLOURS = { good: "green", watch: "orange", bad: "red" } as const;

/** How a panel shows its values; what it asks for comes from render-dashboard.ts. */
export function panelBuilder(panel: Panel, lang: Lang): AnyPanelBuilder {
  switch (panel.show) {
    case "line":
    case "stack":
    case "bars":
      return overTime(panel);
    case "number":
      return now(panel, lang);
    case "states":
      return states(panel, lang);
    case "table":
      return table(panel, lang);
  }
}

function overTime(panel: Panel): AnyPanelBuilder {
  const { show, unit, max, thresholds } = panel;
  const builder = new TimeSeriesBuilder()
    .unit(GRAFANA_UNITS[unit])
    .lineWidth(1)
    .fillOpacity(show === "line" ? 5 : 40)
    .showPoints(VisibilityMode.Never)
    .drawStyle(show === "bars" ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .stacking(
      new StackingConfigBuilder().mode(show === "line" ? StackingMode.None : StackingMode.Normal).group("A"),
    )
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs([]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (max !== undefined) builder.min(0).max(max);
  if (thresholds === undefined) return builder;
  return builder
    .thresholds(steps(panel))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

function now(panel: Panel, lang: Lang): AnyPanelBuilder {
  return new StatBuilder()
    .unit(GRAFANA_UNITS[panel.unit])
    .mappings(mappings(panel, lang))
    .thresholds(steps(panel))
    .colorMode(panel.thresholds === undefined ? BigValueColorMode.None : BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false).fields(""));
}

function states(panel: Panel, lang: Lang): AnyPanelBuilder {
  return new StateTimelineBuilder()
    .mappings(mappings(panel, lang))
    .thresholds(steps(panel))
    .mergeValues(true)
    .showValue(VisibilityMode.Auto)
    .rowHeight(0.8)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(false)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs([]),
    );
}

/** Columns by the labels of the series. An alert's name opens it in Grafana, where its runbook is. */
function table(panel: Panel, lang: Lang): AnyPanelBuilder {
  return (
    new TableBuilder()
      .unit(GRAFANA_UNITS[panel.unit])
      .noValue(said({ en: "none", zh: "无" }, lang))
      .filterable(true)
      // Of a list of things that are so, the number says nothing.
      .transformations([
        {
          id: "organize",
          options: { excludeByName: { Time: true, __name__: true, Value: panel.unit === "count" } },
        },
      ])
      .overrideByName("alertname", [
        {
          id: "links",
          value: [
            {
              title: said({ en: "Open the alert", zh: "打开告警" }, lang),
              // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own syntax
              url: "/alerting/list?search=rule:${__value.text:percentencode}",
            },
          ],
        },
      ])
  );
}

function steps({ thresholds = [], otherwise = "good" }: Panel): ThresholdsConfigBuilder {
  const from = ({ from, is }: Threshold) => ({ value: from, color: COLOURS[is] });
  return (
    new ThresholdsConfigBuilder()
      .mode(ThresholdsMode.Absolute)
      // The lowest step begins at minus infinity, which JSON writes as null.
      .steps([{ value: null, color: COLOURS[otherwise] }, ...thresholds.map(from)])
  );
}

function mappings({ words }: Panel, lang: Lang): ValueMapping[] {
  if (words === undefined) return [];
  const [no, yes] = words;
  return [
    {
      type: MappingType.ValueToText,
      options: { "0": { text: said(no, lang), index: 0 }, "1": { text: said(yes, lang), index: 1 } },
    },
  ];
}
