import { danmakuMetrics } from "../../apps/danmaku/metrics.ts";
import { inboxMetrics } from "../../apps/inbox/metrics.ts";
import { CALLS_TOTAL, DURATION_BUCKET, DURATION_COUNT } from "../../components/tracing/span-metrics.ts";

/**
 * Pages in Prometheus' text format of what can't run in a test, with the labels that it has in production. Counters are
 * taller with each round.
 */
export async function madePages(round: number): Promise<Readonly<Record<string, string>>> {
  return {
    apps: await apps(round),
    jvm: jvm(round),
    traces: traces(round),
    kubernetes: KUBERNETES,
    keda: KEDA,
    cost: COST,
  };
}

/** What scripts leave for the node exporter. */
export function madeTexts(round: number, now: number): string {
  return lines({
    'hougu_vrrp_state{instance_name="artist",state="MASTER"}': 1,
    'hougu_vrrp_state{instance_name="artist",state="BACKUP"}': 0,
    'hougu_vrrp_state_change_timestamp_seconds{instance_name="artist"}': now,
    'hougu_rabbitmq_watchdog_actions_total{action="restart",result="done"}': round,
    hougu_database_backup_timestamp_seconds: now,
    hougu_configuration_check_timestamp_seconds: now,
    'hougu_configuration_file_intact{path="/etc/nginx/nginx.conf"}': 0,
  });
}

/** The apps' own registries, after some work. */
async function apps(round: number): Promise<string> {
  const danmaku = danmakuMetrics("artist");
  danmaku.sockets.set(3);
  danmaku.rooms.set(1);
  danmaku.brokerConnected.set({ use: "consume" }, 1);
  const inbox = inboxMetrics("artist", { waiting: () => 1, storeAvailable: () => true });
  inbox.brokerConnected.set({ use: "publish" }, 1);
  for (let event = 0; event < round; event++) {
    for (const direction of ["in", "out"]) danmaku.messages.inc({ direction });
    danmaku.dropped.inc();
    danmaku.refused.inc({ reason: "too fast" });
    danmaku.closed.inc({ code: "1012" });
    danmaku.delivery.observe(0.02);
    danmaku.confirmation.observe(0.005);
    inbox.requests.observe({ route: "/messages", status: "200" }, 0.01);
    inbox.messages.inc({ direction: "taken" });
    inbox.dropped.inc({ reason: "of no use" });
    inbox.collection.observe(0.1);
  }
  const page = await danmaku.registry.metrics();
  // In production they are two pages; a page says what kind a metric is once.
  const described = new Set(page.split("\n").filter((line) => line.startsWith("# ")));
  const other = (await inbox.registry.metrics()).split("\n").filter((line) => !described.has(line));
  return `${page}\n${other.join("\n")}\n`;
}

function jvm(round: number): string {
  const connector = 'connector="http-nio-8080"';
  return lines({
    'jvm_memory_used_bytes{area="heap"}': 2e8,
    'jvm_memory_max_bytes{area="heap"}': 8e8,
    'jvm_memory_pool_used_bytes{pool="G1 Eden Space"}': 1e8,
    'jvm_gc_collection_seconds_sum{gc="G1 Young Generation"}': round * 0.02,
    'jvm_gc_collection_seconds_count{gc="G1 Young Generation"}': round,
    jvm_threads_current: 40,
    jvm_threads_deadlocked: 0,
    [`tomcat_threadpool_currentthreadsbusy{${connector}}`]: 3,
    [`tomcat_threadpool_maxthreads{${connector}}`]: 200,
    [`tomcat_requestcount_total{${connector}}`]: round * 10,
    [`tomcat_errorcount_total{${connector}}`]: round,
    'tomcat_session_activesessions{context="/"}': 7,
    'tomcat_session_rejectedsessions{context="/"}': 0,
    process_cpu_seconds_total: round,
    process_open_fds: 90,
    process_max_fds: 65_536,
  });
}

function traces(round: number): string {
  const pages = ["artist", "food"].map((miniProgram) => {
    const of = `service_namespace="${miniProgram}",service_name="${miniProgram}-api",span_kind="SPAN_KIND_SERVER",http_route="/api/orders"`;
    const ok = `${of},http_response_status_code="200",status_code="STATUS_CODE_UNSET"`;
    const failed = `${of},http_response_status_code="500",status_code="STATUS_CODE_ERROR"`;
    return lines({
      [`${CALLS_TOTAL}{${ok}}`]: round * 100,
      [`${CALLS_TOTAL}{${failed}}`]: round,
      [`${DURATION_BUCKET}{${ok},le="0.3"}`]: round * 90,
      [`${DURATION_BUCKET}{${ok},le="0.5"}`]: round * 95,
      [`${DURATION_BUCKET}{${ok},le="+Inf"}`]: round * 100,
      [`${DURATION_COUNT}{${ok}}`]: round * 100,
    });
  });
  const own = lines({
    'otelcol_exporter_queue_size{exporter="otlp_grpc/arms"}': 10,
    'otelcol_exporter_queue_capacity{exporter="otlp_grpc/arms"}': 5000,
    'otelcol_receiver_refused_spans{receiver="otlp"}': 0,
    'otelcol_exporter_enqueue_failed_spans{exporter="otlp_grpc/arms"}': 0,
  });
  return pages.join("") + own;
}

const SCALER = 'namespace="artist",horizontalpodautoscaler="keda-hpa-worker"';
const KUBERNETES = lines({
  [`kube_horizontalpodautoscaler_status_desired_replicas{${SCALER}}`]: 3,
  [`kube_horizontalpodautoscaler_status_current_replicas{${SCALER}}`]: 2,
  [`kube_horizontalpodautoscaler_spec_min_replicas{${SCALER}}`]: 2,
  [`kube_horizontalpodautoscaler_spec_max_replicas{${SCALER}}`]: 10,
  'kube_pod_status_phase{namespace="artist",pod="worker-1",phase="Pending"}': 1,
  'kube_deployment_spec_replicas{namespace="artist",deployment="worker"}': 3,
  'kube_deployment_status_replicas_available{namespace="artist",deployment="worker"}': 2,
  'kube_pod_container_status_restarts_total{namespace="artist",pod="worker-1",container="worker"}': 1,
  'kube_node_status_condition{node="node-1",condition="Ready",status="true"}': 1,
  'kube_node_status_condition{node="node-1",condition="Ready",status="false"}': 0,
});

const KEDA = lines({
  'keda_scaler_metrics_value{namespace="artist",scaledObject="worker",scaler="rabbitMQScaler",metric="s0-rabbitmq-orders"}': 4,
  'keda_scaler_active{namespace="artist",scaledObject="worker",scaler="rabbitMQScaler",metric="s0-rabbitmq-orders"}': 1,
});

const COST = lines({
  'hougu_cost_day_cny{service="ecs"}': 120,
  'hougu_cost_day_cny{service="rds"}': 40,
  hougu_cost_month_forecast_cny: 5200,
  hougu_budget_month_cny: 6000,
});

function lines(series: Readonly<Record<string, number>>): string {
  return Object.entries(series)
    .map(([name, value]) => `${name} ${value}\n`)
    .join("");
}
