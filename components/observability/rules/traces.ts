import { TRACE_QUEUE_MOST } from "./limits.ts";
import type { RuleGroup } from "./rule.ts";

/** The collectors that take spans (components/tracing), by the metrics that they have of themselves. */
export const traceRules: RuleGroup = {
  name: "traces",
  rules: [
    {
      alert: "TracesWait",
      expr: `max by (instance, exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity) > ${TRACE_QUEUE_MOST}`,
      for: "10m",
      severity: "ticket",
      summary: {
        en: "Half of the queue of the collector {{ $labels.instance }} is full",
        zh: "采集器 {{ $labels.instance }} 的队列已用一半",
      },
      description: {
        en: "{{ $labels.exporter }} takes no spans: Alibaba Cloud, or a sampler. When the queue is full they are lost.",
        zh: "{{ $labels.exporter }} 未接收链路数据（阿里云或采样节点）。队列写满后数据会丢失。",
      },
    },
    {
      alert: "TracesLost",
      expr: "sum by (instance) (rate(otelcol_receiver_refused_spans[5m])) + sum by (instance) (rate(otelcol_exporter_enqueue_failed_spans[5m])) > 0",
      for: "5m",
      severity: "ticket",
      runbook: "traces-wait",
      summary: {
        en: "The collector {{ $labels.instance }} refuses spans",
        zh: "采集器 {{ $labels.instance }} 拒收链路数据",
      },
      description: {
        en: "{{ $value | humanize }} a second: its memory or its queue is full.",
        zh: "每秒 {{ $value | humanize }} 条：内存或队列已满。",
      },
    },
  ],
};
