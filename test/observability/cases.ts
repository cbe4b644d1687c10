/** A world in which an alert speaks, and one as like it as can be in which it doesn't. */
export interface AlertCase {
  readonly alert: string;
  /** Prometheus' notation of series, one value a step: `0+1x10` is 0 to 10. */
  readonly fires: Readonly<Record<string, string>>;
  readonly quiet: Readonly<Record<string, string>>;
  /** When both are looked at, e.g. `20m`. */
  readonly at: string;
  /** Minutes between two samples; 1 when absent. Long windows have long steps, or promtool takes minutes. */
  readonly stepMinutes?: number;
}

const HOST = 'host="artist-edge-1",role="edge",mini_program="artist"';
const OTHER = 'host="artist-edge-2",role="edge",mini_program="artist"';
const DISK = `fstype="ext4",mountpoint="/",${HOST}`;
const CALLS = "traces_span_metrics_calls_total";
const DURATION = "traces_span_metrics_duration_seconds";
const REQUESTS = 'service_namespace="artist",span_kind="SPAN_KIND_SERVER"';
const queue = (size: number) => ({
  'otelcol_exporter_queue_size{instance="a",exporter="otlp_grpc/arms"}': `${size}x60`,
  'otelcol_exporter_queue_capacity{instance="a",exporter="otlp_grpc/arms"}': "5000x60",
});
const refused = (step: number) => ({
  'otelcol_receiver_refused_spans{instance="a"}': `0+${step}x60`,
  'otelcol_exporter_enqueue_failed_spans{instance="a"}': "0x60",
});
const MASTER = `hougu_vrrp_state{instance_name="artist",state="MASTER",`;

/** 6,000 requests a minute of which so many fail. */
const failing = (perMinute: number, minutes: number, step = 1) => ({
  [`${CALLS}{${REQUESTS},status_code="STATUS_CODE_UNSET"}`]: growing(6000 - perMinute, minutes, step),
  [`${CALLS}{${REQUESTS},status_code="STATUS_CODE_ERROR"}`]: growing(perMinute, minutes, step),
});

/** 6,000 requests a minute of which so many take longer than promised. */
const slow = (perMinute: number, minutes: number, step = 1) => ({
  [`${DURATION}_count{${REQUESTS}}`]: growing(6000, minutes, step),
  [`${DURATION}_bucket{${REQUESTS},le="0.5"}`]: growing(6000 - perMinute, minutes, step),
});

function growing(perMinute: number, minutes: number, step: number): string {
  return `0+${perMinute * step}x${Math.ceil(minutes / step)}`;
}

/** Of artist: 99.9 % of requests without an error, 99 % within 500 ms. */
export const ALERT_CASES: readonly AlertCase[] = [
  // 0.1 % may fail: 14.4 times that is 86.4 a minute, 6 times 36, once 6.
  { alert: "AvailabilityBudgetBurnsFast", fires: failing(90, 70), quiet: failing(80, 70), at: "65m" },
  {
    alert: "AvailabilityBudgetBurnsSlow",
    fires: failing(40, 400, 5),
    quiet: failing(32, 400, 5),
    at: "370m",
    stepMinutes: 5,
  },
  {
    alert: "AvailabilityBudgetBurnsTrickle",
    fires: failing(7, 4500, 30),
    quiet: failing(5, 4500, 30),
    at: "73h",
    stepMinutes: 30,
  },
  // 1 % may be slow: 14.4 times that is 864 a minute.
  { alert: "LatencyBudgetBurnsFast", fires: slow(900, 70), quiet: slow(800, 70), at: "65m" },
  {
    alert: "LatencyBudgetBurnsSlow",
    fires: slow(400, 400, 5),
    quiet: slow(320, 400, 5),
    at: "370m",
    stepMinutes: 5,
  },
  {
    alert: "LatencyBudgetBurnsTrickle",
    fires: slow(70, 4500, 30),
    quiet: slow(50, 4500, 30),
    at: "73h",
    stepMinutes: 30,
  },
  { alert: "TracesWait", fires: queue(3000), quiet: queue(100), at: "30m" },
  { alert: "TracesLost", fires: refused(5), quiet: refused(0), at: "30m" },
  {
    alert: "EndpointDown",
    fires: {
      'probe_success{job="blackbox",endpoint="https://api.artist.example.com",host="monitoring-1"}': "0x20",
      'probe_success{job="blackbox",endpoint="https://api.artist.example.com",host="monitoring-2"}': "0x20",
    },
    // One of both can't get out.
    quiet: {
      'probe_success{job="blackbox",endpoint="https://api.artist.example.com",host="monitoring-1"}': "0x20",
      'probe_success{job="blackbox",endpoint="https://api.artist.example.com",host="monitoring-2"}': "1x20",
    },
    at: "10m",
  },
  {
    alert: "CertificateExpires",
    fires: { 'probe_ssl_earliest_cert_expiry{job="blackbox",endpoint="e"}': "1000000x120" },
    quiet: { 'probe_ssl_earliest_cert_expiry{job="blackbox",endpoint="e"}': "1300000x120" },
    at: "90m",
  },
  {
    alert: "CertificateEnds",
    fires: { 'probe_ssl_earliest_cert_expiry{job="blackbox",endpoint="e"}': "250000x60" },
    quiet: { 'probe_ssl_earliest_cert_expiry{job="blackbox",endpoint="e"}': "300000x60" },
    at: "30m",
  },
  {
    alert: "VirtualAddressUnserved",
    fires: {
      [`${MASTER}${HOST}}`]: "0x10",
      [`${MASTER}${OTHER}}`]: "0x10",
      [`up{job="node",${HOST}}`]: "1x10",
      [`up{job="node",${OTHER}}`]: "1x10",
    },
    quiet: {
      [`${MASTER}${HOST}}`]: "0x10",
      [`${MASTER}${OTHER}}`]: "1x10",
      [`up{job="node",${HOST}}`]: "1x10",
      [`up{job="node",${OTHER}}`]: "1x10",
    },
    at: "5m",
  },
  {
    alert: "VirtualAddressContested",
    fires: {
      [`${MASTER}${HOST}}`]: "1x10",
      [`${MASTER}${OTHER}}`]: "1x10",
      [`up{job="node",${HOST}}`]: "1x10",
      [`up{job="node",${OTHER}}`]: "1x10",
    },
    // The master's machine has died: what it last said of itself doesn't count.
    quiet: {
      [`${MASTER}${HOST}}`]: "1x10",
      [`${MASTER}${OTHER}}`]: "1x10",
      [`up{job="node",${HOST}}`]: "0x10",
      [`up{job="node",${OTHER}}`]: "1x10",
    },
    at: "5m",
  },
  {
    alert: "EdgeFailover",
    fires: {
      [`hougu_vrrp_state_change_timestamp_seconds{instance_name="artist",${OTHER}}`]: "100x5 400x10",
      [`${MASTER}${OTHER}}`]: "0x5 1x10",
    },
    // It has given the address back.
    quiet: {
      [`hougu_vrrp_state_change_timestamp_seconds{instance_name="artist",${OTHER}}`]: "100x5 400x10",
      [`${MASTER}${OTHER}}`]: "1x5 0x10",
    },
    at: "10m",
  },
  {
    alert: "NginxDown",
    fires: { [`nginx_up{${HOST}}`]: "0x10" },
    quiet: { [`nginx_up{${HOST}}`]: "1x10" },
    at: "5m",
  },
  {
    alert: "NginxConnectionsRefused",
    fires: {
      [`nginx_connections_accepted{${HOST}}`]: "0+600x20",
      [`nginx_connections_handled{${HOST}}`]: "0+540x20",
    },
    quiet: {
      [`nginx_connections_accepted{${HOST}}`]: "0+600x20",
      [`nginx_connections_handled{${HOST}}`]: "0+600x20",
    },
    at: "15m",
  },
  {
    alert: "BrokerDown",
    fires: { 'up{job="rabbitmq",host="food-rabbitmq-1"}': "0x10" },
    quiet: { 'up{job="rabbitmq",host="food-rabbitmq-1"}': "1x10" },
    at: "5m",
  },
  {
    alert: "QueueBacklog",
    fires: {
      'rabbitmq_queue_messages_ready{queue="orders",vhost="food",mini_program="food"}': "1000+100x40",
    },
    // As many, and fewer each minute.
    quiet: {
      'rabbitmq_queue_messages_ready{queue="orders",vhost="food",mini_program="food"}': "9000-100x40",
    },
    at: "35m",
  },
  {
    alert: "QueueWithoutConsumer",
    fires: {
      'rabbitmq_queue_messages_ready{queue="orders",mini_program="food"}': "5x20",
      'rabbitmq_queue_consumers{queue="orders",mini_program="food"}': "0x20",
    },
    // A dead letter has no consumer by design, and is another alert's matter.
    quiet: {
      'rabbitmq_queue_messages_ready{queue="orders",mini_program="food"}': "0x20",
      'rabbitmq_queue_consumers{queue="orders",mini_program="food"}': "0x20",
      'rabbitmq_queue_messages_ready{queue="orders.dead",mini_program="food"}': "5x20",
      'rabbitmq_queue_consumers{queue="orders.dead",mini_program="food"}': "0x20",
    },
    at: "15m",
  },
  {
    alert: "LettersDead",
    fires: { 'rabbitmq_queue_messages_ready{queue="orders.dead",mini_program="food"}': "1x40" },
    quiet: { 'rabbitmq_queue_messages_ready{queue="orders",mini_program="food"}': "1x40" },
    at: "30m",
  },
  {
    alert: "BrokerStopsPublishers",
    fires: {
      'rabbitmq_process_resident_memory_bytes{host="food-rabbitmq-1"}': "900x5",
      'rabbitmq_resident_memory_limit_bytes{host="food-rabbitmq-1"}': "800x5",
      'rabbitmq_disk_space_available_bytes{host="food-rabbitmq-2"}': "100x5",
      'rabbitmq_disk_space_available_limit_bytes{host="food-rabbitmq-2"}': "200x5",
    },
    quiet: {
      'rabbitmq_process_resident_memory_bytes{host="food-rabbitmq-1"}': "700x5",
      'rabbitmq_resident_memory_limit_bytes{host="food-rabbitmq-1"}': "800x5",
      'rabbitmq_disk_space_available_bytes{host="food-rabbitmq-1"}': "300x5",
      'rabbitmq_disk_space_available_limit_bytes{host="food-rabbitmq-1"}': "200x5",
    },
    at: "3m",
  },
  {
    alert: "BrokerRestartedByWatchdog",
    fires: {
      'hougu_rabbitmq_watchdog_actions_total{action="restart",result="done",host="food-rabbitmq-1"}':
        "0x10 1x20",
    },
    quiet: {
      'hougu_rabbitmq_watchdog_actions_total{action="restart",result="done",host="food-rabbitmq-1"}': "1x30",
    },
    at: "20m",
  },
  {
    alert: "DatabaseDown",
    fires: { 'mysql_up{host="food-database"}': "0x10" },
    quiet: { 'mysql_up{host="food-database"}': "1x10" },
    at: "5m",
  },
  {
    alert: "DatabaseConnectionsShort",
    fires: {
      'mysql_global_status_threads_connected{host="food-database"}': "170x20",
      'mysql_global_variables_max_connections{host="food-database"}': "200x20",
    },
    quiet: {
      'mysql_global_status_threads_connected{host="food-database"}': "150x20",
      'mysql_global_variables_max_connections{host="food-database"}': "200x20",
    },
    at: "15m",
  },
  {
    alert: "BackupOld",
    fires: { 'hougu_database_backup_timestamp_seconds{host="food-database"}': "0x360" },
    quiet: { 'hougu_database_backup_timestamp_seconds{host="food-database"}': "0x240 72000x120" },
    at: "28h",
    stepMinutes: 5,
  },
  {
    alert: "BackupUnheardOf",
    fires: { 'up{job="node",role="database",host="food-database"}': "1x340" },
    quiet: {
      'up{job="node",role="database",host="food-database"}': "1x340",
      'hougu_database_backup_timestamp_seconds{host="food-database"}': "_x120 36000x220",
    },
    at: "27h",
    stepMinutes: 5,
  },
  {
    alert: "HostUnreachable",
    fires: { [`up{job="node",${HOST}}`]: "0x10" },
    quiet: { [`up{job="node",${HOST}}`]: "1x10" },
    at: "5m",
  },
  {
    alert: "DiskFillsUp",
    fires: {
      [`node_filesystem_avail_bytes{${DISK}}`]: "20000-20x500",
      [`node_filesystem_size_bytes{${DISK}}`]: "100000x500",
    },
    // As fast, and there is much.
    quiet: {
      [`node_filesystem_avail_bytes{${DISK}}`]: "90000-20x500",
      [`node_filesystem_size_bytes{${DISK}}`]: "100000x500",
    },
    at: "420m",
  },
  {
    alert: "DiskNearlyFull",
    fires: {
      [`node_filesystem_avail_bytes{${DISK}}`]: "4000x20",
      [`node_filesystem_size_bytes{${DISK}}`]: "100000x20",
    },
    quiet: {
      [`node_filesystem_avail_bytes{${DISK}}`]: "6000x20",
      [`node_filesystem_size_bytes{${DISK}}`]: "100000x20",
    },
    at: "15m",
  },
  {
    alert: "MemoryShort",
    fires: {
      [`node_memory_MemAvailable_bytes{${HOST}}`]: "4x30",
      [`node_memory_MemTotal_bytes{${HOST}}`]: "100x30",
    },
    quiet: {
      [`node_memory_MemAvailable_bytes{${HOST}}`]: "6x30",
      [`node_memory_MemTotal_bytes{${HOST}}`]: "100x30",
    },
    at: "20m",
  },
  {
    alert: "ProcessKilledForMemory",
    fires: { [`node_vmstat_oom_kill{${HOST}}`]: "0x10 1x10" },
    quiet: { [`node_vmstat_oom_kill{${HOST}}`]: "1x20" },
    at: "15m",
  },
  {
    alert: "ClockWrong",
    fires: { [`node_timex_offset_seconds{${HOST}}`]: "-0.7x30" },
    quiet: {
      [`node_timex_offset_seconds{${HOST}}`]: "0.1x30",
      [`node_timex_sync_status{${HOST}}`]: "1x30",
    },
    at: "20m",
  },
  {
    alert: "ServiceFailed",
    fires: { [`node_systemd_unit_state{name="nginx.service",state="failed",${HOST}}`]: "1x10" },
    quiet: { [`node_systemd_unit_state{name="nginx.service",state="failed",${HOST}}`]: "0x10" },
    at: "5m",
  },
  {
    alert: "ConfigurationDrifted",
    fires: { [`hougu_configuration_file_intact{path="/etc/nginx/nginx.conf",${HOST}}`]: "0x30" },
    quiet: { [`hougu_configuration_file_intact{path="/etc/nginx/nginx.conf",${HOST}}`]: "1x30" },
    at: "25m",
  },
  {
    alert: "ConfigurationUnwatched",
    fires: { [`hougu_configuration_check_timestamp_seconds{${HOST}}`]: "0x100" },
    quiet: { [`hougu_configuration_check_timestamp_seconds{${HOST}}`]: "0+60x100" },
    at: "90m",
  },
  {
    alert: "TargetDown",
    fires: { 'up{job="nginx",host="artist-edge-1"}': "0x20" },
    // A host's own alert tells of it.
    quiet: { 'up{job="node",host="artist-edge-1"}': "0x20" },
    at: "15m",
  },
  {
    alert: "RulesFail",
    fires: { 'prometheus_rule_evaluation_failures_total{host="monitoring-1",rule_group="hosts"}': "0+1x20" },
    quiet: { 'prometheus_rule_evaluation_failures_total{host="monitoring-1",rule_group="hosts"}': "7x20" },
    at: "15m",
  },
  {
    alert: "ConfigurationRefused",
    fires: { 'prometheus_config_last_reload_successful{job="prometheus",host="monitoring-1"}': "0x20" },
    quiet: { 'prometheus_config_last_reload_successful{job="prometheus",host="monitoring-1"}': "1x20" },
    at: "15m",
  },
  {
    alert: "AlertsUndelivered",
    fires: {
      'alertmanager_notifications_failed_total{integration="webhook",host="monitoring-1"}': "0+1x30",
    },
    quiet: { 'alertmanager_notifications_failed_total{integration="webhook",host="monitoring-1"}': "3x30" },
    at: "20m",
  },
  {
    alert: "PrometheusDiskShort",
    fires: { 'prometheus_tsdb_compactions_failed_total{host="monitoring-1"}': "0+1x30" },
    quiet: { 'prometheus_tsdb_compactions_failed_total{host="monitoring-1"}': "3x30" },
    at: "20m",
  },
];

/** They speak always, so no world is quiet about them. */
export const ALWAYS = ["DeadMansSwitch"] as const;
