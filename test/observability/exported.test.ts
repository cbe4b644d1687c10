import { expect, it } from "vitest";
import { allDashboards } from "../../components/observability/dashboards/all-dashboards.ts";
import { panelsOf } from "../../components/observability/dashboards/dashboard.ts";
import { allRules } from "../../components/observability/rules/all-rules.ts";
import { isAlert } from "../../components/observability/rules/rule.ts";
import { catalogue } from "./catalogue.ts";
import { PROMISED } from "./promised.ts";
import { filledIn, grammarErrors, metricsIn } from "./promql.ts";

const QUERIES = allDashboards(PROMISED).flatMap((dashboard) =>
  panelsOf(dashboard).flatMap(({ title, queries }) =>
    queries.map(({ expr }) => ({ of: `${dashboard.uid}, ${title.en}`, expr: filledIn(expr) })),
  ),
);
const RULES = allRules(PROMISED).flatMap(({ rules }) =>
  rules.map((rule) => ({ of: isAlert(rule) ? rule.alert : rule.record, expr: rule.expr })),
);

it("asks in PromQL's grammar, in dashboards and in rules", () => {
  const wrong = [...QUERIES, ...RULES].flatMap(({ of, expr }) =>
    grammarErrors(expr).map((error) => `${of}: ${error}`),
  );
  expect(wrong).toEqual([]);
  expect(grammarErrors("sum by (host (up)")).not.toEqual([]);
});

it("leaves nothing of Grafana's variables behind", () => {
  expect(QUERIES.filter(({ expr }) => expr.includes("$"))).toEqual([]);
});

it("asks for nothing that nothing exports", async () => {
  const exported = new Set(Object.values(await catalogue()).flatMap((names) => [...names]));
  const unknown = [...QUERIES, ...RULES].flatMap(({ of, expr }) =>
    metricsIn(expr)
      .filter((name) => !exported.has(name))
      .map((name) => `${of}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

it("finds a metric wherever it stands in a query", () => {
  expect(
    metricsIn('sum by (a) (rate(b_total{c="d"}[5m])) / on (e) group_left max_over_time(f[1h:5m]) or g'),
  ).toEqual(["b_total", "f", "g"]);
});
