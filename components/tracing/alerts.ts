import type { MiniProgramName, SloSettings } from "../config/environment.ts";
import type { Localized } from "../locale/localized.ts";
import { CALLS_TOTAL, DURATION_BUCKET, DURATION_COUNT } from "./span-metrics.ts";

/** An alert of Prometheus', before anybody writes it into a file or an object. */
export interface AlertRule {
  readonly alert: string;
  /** PromQL. */
  readonly expr: string;
  /** How long it must hold, in Prometheus' words, e.g. `2m`. */
  readonly for: string;
  /** `page` wakes somebody, `ticket` waits for the morning. */
  readonly severity: "page" | "ticket";
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: Localized;
  /** Page in docs/runbooks, without `.md`. */
  readonly runbook: string;
}

/**
 * Two windows at each speed: the long one says that it matters, the short one that it still goes on. The numbers are those of
 * the SRE workbook (sre.google/workbook/alerting-on-slos, table 5-8): 2 % of a month's budget in an hour, 5 % in six.
 */
const SPEEDS = [
  { speed: "fast", burn: 14.4, long: "1h", short: "5m", severity: "page" },
  { speed: "slow", burn: 6, long: "6h", short: "30m", severity: "ticket" },
] as const;

/** Of the requests, one in a hundred may be slower than the 99th percentile. */
const SLOW_BUDGET = 0.01;

const TITLE: Readonly<Record<MiniProgramName, string>> = { artist: "后古艺术家", food: "美食之家" };

/** Alerts on what a mini-program's servers answered, from spans: before sampling, so every request counts. */
export function slaAlerts(
  name: MiniProgramName,
  { availabilityPercent, latencyP99Ms }: SloSettings,
): AlertRule[] {
  const selector = `service_namespace="${name}",span_kind="SPAN_KIND_SERVER"`;
  const failing = (window: string) =>
    `sum(rate(${CALLS_TOTAL}{${selector},status_code="STATUS_CODE_ERROR"}[${window}])) / sum(rate(${CALLS_TOTAL}{${selector}}[${window}]))`;
  const slow = (window: string) =>
    `1 - sum(rate(${DURATION_BUCKET}{${selector},le="${openMetricsNumber(latencyP99Ms / 1000)}"}[${window}])) / sum(rate(${DURATION_COUNT}{${selector}}[${window}]))`;
  const failureBudget = (100 - availabilityPercent) / 100;
  return SPEEDS.flatMap(({ speed, burn, long, short, severity }) => {
    const common = { for: "2m", severity, labels: { service: name, slo: "traces", speed } };
    const both = (share: (window: string) => string, budget: number) => {
      const limit = Number((burn * budget).toPrecision(6));
      return `(${share(long)}) > ${limit} and (${share(short)}) > ${limit}`;
    };
    return [
      {
        ...common,
        alert: "RequestsFail",
        expr: both(failing, failureBudget),
        summary: {
          en: `${name}: requests fail ${burn} times as fast as an availability of ${availabilityPercent} % allows`,
          zh: `${TITLE[name]}：请求失败速度是可用性目标 ${availabilityPercent}% 所允许的 ${burn} 倍`,
        },
        runbook: "requests-fail",
      },
      {
        ...common,
        alert: "RequestsSlow",
        expr: both(slow, SLOW_BUDGET),
        summary: {
          en: `${name}: ${burn} times as many requests as allowed take more than ${latencyP99Ms} ms`,
          zh: `${TITLE[name]}：超过 ${latencyP99Ms} 毫秒的请求是允许数量的 ${burn} 倍`,
        },
        runbook: "requests-slow",
      },
    ];
  });
}

/** Alerts on the collectors themselves. */
export const collectorAlerts: readonly AlertRule[] = [
  {
    alert: "TracesWait",
    expr: "max by (instance, exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity) > 0.5",
    for: "10m",
    severity: "ticket",
    labels: { service: "platform" },
    summary: {
      en: "Half of a collector's queue is full: Alibaba Cloud, or a sampler, takes no spans",
      zh: "采集器队列已用一半：阿里云或采样节点未接收链路数据",
    },
    runbook: "traces-wait",
  },
  {
    alert: "TracesLost",
    expr: "sum by (instance) (rate(otelcol_receiver_refused_spans[5m])) + sum by (instance) (rate(otelcol_exporter_enqueue_failed_spans[5m])) > 0",
    for: "5m",
    severity: "ticket",
    labels: { service: "platform" },
    summary: {
      en: "A collector refuses spans: its memory or its queue is full",
      zh: "采集器拒收链路数据：内存或队列已满",
    },
    runbook: "traces-wait",
  },
];

/** Limits of buckets have a decimal point in OpenMetrics, always. */
function openMetricsNumber(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A rule file of Prometheus', as its YAML or JSON. Summaries stand there in both languages. */
export function ruleFile(group: string, rules: readonly AlertRule[]): object {
  return {
    groups: [
      {
        name: group,
        rules: rules.map(({ alert, expr, for: holds, severity, labels, summary, runbook }) => ({
          alert,
          expr,
          for: holds,
          labels: { severity, ...labels },
          annotations: {
            summary: summary.en,
            summary_zh: summary.zh,
            runbook: `docs/runbooks/${runbook}.md`,
          },
        })),
      },
    ],
  };
}
