import type { RuleGroup } from "./rule.ts";

/** The monitoring itself. */
export const monitoringRules: RuleGroup = {
  name: "monitoring",
  rules: [
    {
      alert: "DeadMansSwitch",
      // Always: a receiver outside that no longer hears it knows that no alert would arrive.
      expr: "vector(1)",
      severity: "ticket",
      labels: { purpose: "heartbeat" },
      summary: { en: "Alerting works", zh: "告警链路正常" },
      description: {
        en: "This one is always there. Whoever stops hearing it must look at Prometheus and Alertmanager.",
        zh: "此告警始终存在。若不再收到，应检查 Prometheus 与 Alertmanager。",
      },
    },
    {
      alert: "TargetDown",
      expr: 'up{job!~"node|rabbitmq|mysqld"} == 0',
      for: "5m",
      severity: "ticket",
      summary: {
        en: "{{ $labels.job }} of {{ $labels.host }} isn't scraped",
        zh: "{{ $labels.host }} 的 {{ $labels.job }} 无法抓取",
      },
      description: {
        en: "Its alerts are blind until it is.",
        zh: "在恢复之前，相关告警均失效。",
      },
    },
    {
      alert: "RulesFail",
      expr: "increase(prometheus_rule_evaluation_failures_total[10m]) > 0",
      severity: "ticket",
      summary: {
        en: "Prometheus on {{ $labels.host }} can't evaluate rules",
        zh: "{{ $labels.host }} 的 Prometheus 规则求值失败",
      },
      description: {
        en: "{{ $labels.rule_group }}: {{ $value | humanize }} failures in ten minutes.",
        zh: "{{ $labels.rule_group }}：十分钟内失败 {{ $value | humanize }} 次。",
      },
    },
    {
      alert: "ConfigurationRefused",
      expr: "prometheus_config_last_reload_successful == 0 or alertmanager_config_last_reload_successful == 0",
      for: "5m",
      severity: "ticket",
      summary: {
        en: "{{ $labels.job }} of {{ $labels.host }} has refused its configuration",
        zh: "{{ $labels.host }} 的 {{ $labels.job }} 拒绝了新配置",
      },
      description: {
        en: "It goes on with the one before.",
        zh: "仍在使用之前的配置。",
      },
    },
    {
      alert: "AlertsUndelivered",
      expr: "increase(alertmanager_notifications_failed_total[10m]) > 0",
      for: "5m",
      severity: "page",
      summary: {
        en: "Alertmanager on {{ $labels.host }} can't deliver by {{ $labels.integration }}",
        zh: "{{ $labels.host }} 的 Alertmanager 无法通过 {{ $labels.integration }} 投递",
      },
      description: {
        en: "{{ $value | humanize }} messages failed in ten minutes: somebody may not hear of what is wrong.",
        zh: "十分钟内有 {{ $value | humanize }} 条投递失败：可能无人得知故障。",
      },
    },
    {
      alert: "PrometheusDiskShort",
      expr: "increase(prometheus_tsdb_compactions_failed_total[3h]) > 0 or increase(prometheus_tsdb_wal_truncations_failed_total[3h]) > 0",
      severity: "ticket",
      summary: {
        en: "Prometheus on {{ $labels.host }} can't keep its data in order",
        zh: "{{ $labels.host }} 的 Prometheus 无法整理数据",
      },
      description: {
        en: "Its disk is full or slow; measurements are lost when it stops.",
        zh: "磁盘已满或过慢；若停止，测量数据会丢失。",
      },
    },
  ],
};
