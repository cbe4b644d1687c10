import { TRACE_QUEUE_MOST } from "../rules/limits.ts";
import type { Dashboard } from "./dashboard.ts";

const RATE = "[$__rate_interval]";

/** What watches everything else: Prometheus, Alertmanager, and the collectors of traces. */
export const monitoring: Dashboard = {
  uid: "hougu-monitoring",
  title: { en: "Monitoring itself", zh: "监控自身" },
  question: {
    en: "Would somebody hear of it? Is all measured, are rules evaluated, are alerts delivered, do spans get through?",
    zh: "出了问题会有人知道吗？是否全部采集，规则是否求值，告警是否送达，链路数据是否通畅？",
  },
  variables: [],
  rows: [
    {
      title: { en: "Prometheus and Alertmanager", zh: "Prometheus 与 Alertmanager" },
      panels: [
        {
          title: { en: "Series", zh: "时间序列" },
          description: {
            en: "In memory. A jump: something has labels without end.",
            zh: "内存中的序列数。突增说明某处标签取值无界。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [{ expr: "max by (host) (prometheus_tsdb_head_series)", legend: "{{host}}" }],
        },
        {
          title: { en: "Samples", zh: "样本" },
          description: {
            en: "Taken in each second; disks are sized by it.",
            zh: "每秒写入的样本数，磁盘容量据此规划。",
          },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(prometheus_tsdb_head_samples_appended_total${RATE}))`,
              legend: "{{host}}",
            },
          ],
        },
        {
          title: { en: "Rules that failed", zh: "求值失败的规则" },
          description: { en: "In ten minutes.", zh: "十分钟内的次数。" },
          show: "bars",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: "sum by (host) (increase(prometheus_rule_evaluation_failures_total[10m]))",
              legend: "{{host}}",
            },
          ],
          alerts: ["RulesFail"],
        },
        {
          title: { en: "Messages that were delivered, and not", zh: "告警投递" },
          description: {
            en: "Of Alertmanager, by how they are sent.",
            zh: "Alertmanager 按渠道统计的投递与失败。",
          },
          show: "line",
          unit: "messages/s",
          width: 12,
          queries: [
            {
              expr: `sum by (integration) (rate(alertmanager_notifications_total${RATE}))`,
              legend: { en: "{{integration}} sent", zh: "{{integration}} 已发" },
            },
            {
              expr: `sum by (integration) (rate(alertmanager_notifications_failed_total${RATE}))`,
              legend: { en: "{{integration}} failed", zh: "{{integration}} 失败" },
            },
          ],
          alerts: ["AlertsUndelivered"],
        },
        {
          title: { en: "Configurations", zh: "配置" },
          description: {
            en: "Refused: it goes on with the one before.",
            zh: "被拒绝时仍使用之前的配置。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: "min by (host, job) (prometheus_config_last_reload_successful or alertmanager_config_last_reload_successful)",
              legend: "{{host}} {{job}}",
            },
          ],
          words: [
            { en: "refused", zh: "被拒绝" },
            { en: "taken", zh: "已生效" },
          ],
          otherwise: "bad",
          thresholds: [{ from: 1, is: "good" }],
          alerts: ["ConfigurationRefused"],
        },
        {
          title: { en: "Upkeep of the data that failed", zh: "数据整理失败" },
          description: { en: "In three hours: a disk is full or slow.", zh: "三小时内：磁盘已满或过慢。" },
          show: "bars",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: "sum by (host) (increase(prometheus_tsdb_compactions_failed_total[3h]) + increase(prometheus_tsdb_wal_truncations_failed_total[3h]))",
              legend: "{{host}}",
            },
          ],
          alerts: ["PrometheusDiskShort"],
        },
      ],
    },
    {
      title: { en: "Traces", zh: "链路" },
      panels: [
        {
          title: { en: "Queues of the collectors", zh: "采集器队列" },
          description: {
            en: "Share that is full. When it is, spans are lost.",
            zh: "已用占比。写满后数据会丢失。",
          },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: "max by (instance, exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity)",
              legend: "{{instance}} {{exporter}}",
            },
          ],
          thresholds: [{ from: TRACE_QUEUE_MOST, is: "watch" }],
          alerts: ["TracesWait"],
        },
        {
          title: { en: "Spans that were lost", zh: "丢失的链路数据" },
          description: {
            en: "Refused for want of memory, or not taken into a full queue.",
            zh: "因内存不足被拒收，或因队列已满未能入队。",
          },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (instance) (rate(otelcol_receiver_refused_spans${RATE}))`,
              legend: { en: "{{instance}} refused", zh: "{{instance}} 拒收" },
            },
            {
              expr: `sum by (instance) (rate(otelcol_exporter_enqueue_failed_spans${RATE}))`,
              legend: { en: "{{instance}} queue full", zh: "{{instance}} 队列满" },
            },
          ],
          alerts: ["TracesLost"],
        },
      ],
    },
  ],
};
