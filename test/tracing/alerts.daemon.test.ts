import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type AlertRule, collectorAlerts, ruleFile, slaAlerts } from "../../components/tracing/alerts.ts";
import { durationLimits } from "../../components/tracing/span-metrics.ts";
import { describeJudged } from "../guest/judges.ts";
import { must, run } from "../guest/run.ts";

const SLO = { availabilityPercent: 99.9, latencyP99Ms: 500 };
const RULES: readonly AlertRule[] = [...slaAlerts("artist", SLO), ...collectorAlerts];
const SERVER = 'service_namespace="artist",span_kind="SPAN_KIND_SERVER"';

/** Three hours of a minute each: a counter that grows by so much. */
const grows = (series: string, step: number) => ({ series, values: `0+${step}x180` });
const calls = (good: number, failed: number) => [
  grows(`traces_span_metrics_calls_total{${SERVER},status_code="STATUS_CODE_UNSET"}`, good),
  grows(`traces_span_metrics_calls_total{${SERVER},status_code="STATUS_CODE_ERROR"}`, failed),
];
const durations = (quick: number, all: number) => [
  grows(`traces_span_metrics_duration_seconds_bucket{${SERVER},le="0.5"}`, quick),
  grows(`traces_span_metrics_duration_seconds_count{${SERVER}}`, all),
];
const queue = (size: number) => [
  { series: 'otelcol_exporter_queue_size{instance="a",exporter="otlp_grpc/arms"}', values: `${size}x180` },
  { series: 'otelcol_exporter_queue_capacity{instance="a",exporter="otlp_grpc/arms"}', values: "5000x180" },
];
const refused = (step: number) => [
  grows('otelcol_receiver_refused_spans{instance="a"}', step),
  grows('otelcol_exporter_enqueue_failed_spans{instance="a"}', 0),
];

describeJudged("alerts on spans", { commands: ["promtool"] }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hougu-alerts-"));
    await writeFile(join(folder, "rules.json"), JSON.stringify(ruleFile("traces", RULES)));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("are rules to promtool", async () => {
    expect(await must("promtool", "check", "rules", join(folder, "rules.json"))).toContain(
      `${RULES.length} rules found`,
    );
  });

  it.each([
    { alert: "RequestsFail", fires: calls(100, 2), not: calls(10_000, 2) },
    { alert: "RequestsSlow", fires: durations(80, 100), not: durations(99, 100) },
    { alert: "TracesWait", fires: queue(3000), not: queue(100) },
    { alert: "TracesLost", fires: refused(5), not: refused(0) },
  ])("$alert fires when it must, and only then", async ({ alert, fires, not }) => {
    const firing = async (input_series: readonly object[]): Promise<boolean> => {
      // promtool compares whole alerts: that there are none at all is what is asked.
      const test = {
        rule_files: [join(folder, "rules.json")],
        tests: [
          {
            interval: "1m",
            input_series,
            alert_rule_test: [{ eval_time: "170m", alertname: alert, exp_alerts: [] }],
          },
        ],
      };
      const path = join(folder, "test.json");
      await writeFile(path, JSON.stringify(test));
      const { status, stdout, stderr } = await run("promtool", ["test", "rules", path]);
      if (status !== 0) expect(stdout + stderr).toContain(`alertname="${alert}"`);
      return status !== 0;
    };
    expect(await firing(fires)).toBe(true);
    expect(await firing(not)).toBe(false);
  });

  it("ask for buckets that the connector has, and name runbooks that are written", () => {
    const limits = durationLimits([SLO.latencyP99Ms]);
    for (const { expr, runbook } of RULES) {
      for (const [, limit] of expr.matchAll(/le="([0-9.]+)"/g)) expect(limits).toContain(Number(limit));
      expect(existsSync(resolve(import.meta.dirname, `../../docs/runbooks/${runbook}.md`))).toBe(true);
    }
  });
});
