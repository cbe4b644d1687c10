import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { danmakuMetrics } from "../../apps/danmaku/metrics.ts";
import { inboxMetrics } from "../../apps/inbox/metrics.ts";
import { allRules } from "../../components/observability/rules/all-rules.ts";
import { isAlert } from "../../components/observability/rules/rule.ts";
import { CALLS_TOTAL, DURATION_BUCKET, DURATION_COUNT } from "../../components/tracing/span-metrics.ts";
import { PROMISED } from "./promised.ts";

const RECORDED = join(import.meta.dirname, "exported");

/** Names by where they come from: an exporter's job, or what makes them. */
export type Catalogue = Readonly<Record<string, ReadonlySet<string>>>;

/** Every metric that something of ours exports, as queries name its series. */
export async function catalogue(): Promise<Catalogue> {
  return {
    ...recorded(),
    apps: await appMetrics(),
    // Of the connector and of the collectors themselves; test/tracing/collectors.daemon.test.ts sees them.
    traces: new Set([
      CALLS_TOTAL,
      DURATION_BUCKET,
      DURATION_COUNT,
      "otelcol_exporter_queue_size",
      "otelcol_exporter_queue_capacity",
      "otelcol_receiver_refused_spans",
      "otelcol_exporter_enqueue_failed_spans",
    ]),
    // keda.sh/docs/2.17/integrations/prometheus
    keda: new Set(["keda_scaler_active", "keda_scaler_metrics_value"]),
    // By scripts on the machines, through the node exporter's folder for texts.
    scripts: new Set([
      ...metricsNamedIn("../../components/edge/keepalived.ts"),
      ...metricsNamedIn("../../components/data/mariadb/on-machine/mariadb-backup.sh"),
      ...metricsNamedIn("../../components/guest/on-machine/configuration-check.sh"),
      "hougu_rabbitmq_watchdog_actions_total",
      // What the program that asks for bills is agreed to write.
      "hougu_cost_day_cny",
      "hougu_cost_month_forecast_cny",
      "hougu_budget_month_cny",
    ]),
    // By Prometheus for each target, each alert and each recording.
    prometheusItself: new Set(["up", "ALERTS", ...recordings()]),
  };
}

/** What the real exporters said, and the documents of kube-state-metrics; see tools/exported-metrics. */
export function recorded(): Catalogue {
  return Object.fromEntries(
    readdirSync(RECORDED).map((file) => [
      file.replace(/\.txt$/, ""),
      new Set(readFileSync(join(RECORDED, file), "utf8").trim().split("\n")),
    ]),
  );
}

async function appMetrics(): Promise<Set<string>> {
  const now = { waiting: () => 0, storeAvailable: () => true };
  const pages = [danmakuMetrics("artist"), inboxMetrics("artist", now)];
  const families = (await Promise.all(pages.map(({ registry }) => registry.getMetricsAsJSON()))).flat();
  return new Set(
    families.flatMap(({ name, type }) =>
      // prom-client gives the kind as text, whatever its types say.
      String(type) === "histogram" ? ["_bucket", "_sum", "_count"].map((end) => name + end) : [name],
    ),
  );
}

function recordings(): string[] {
  return allRules(PROMISED).flatMap(({ rules }) =>
    rules.flatMap((rule) => (isAlert(rule) ? [] : [rule.record])),
  );
}

function metricsNamedIn(path: string): string[] {
  const text = readFileSync(join(import.meta.dirname, path), "utf8");
  return [...new Set(text.match(/\bhougu_[a-z_]+\b/g))];
}
