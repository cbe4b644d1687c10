import type { Settings } from "./collector-configuration.ts";

/** Prometheus' names of what the connector counts, under its default namespace `traces.span.metrics`. */
export const CALLS_TOTAL = "traces_span_metrics_calls_total";
export const DURATION_BUCKET = "traces_span_metrics_duration_seconds_bucket";
export const DURATION_COUNT = "traces_span_metrics_duration_seconds_count";

/** Seconds: wide steps everywhere, so that a histogram stays below twenty series. */
const STEPS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/**
 * Limits of the histogram in seconds. The limit of each SLO is one of them: the share of requests below it is then counted,
 * not interpolated.
 */
export function durationLimits(sloMs: readonly number[]): number[] {
  return [...new Set([...STEPS, ...sloMs.map((milliseconds) => milliseconds / 1000)])].sort((a, b) => a - b);
}

/**
 * Counts every span before sampling, so that alerts don't depend on what is kept; each bucket has the trace of a request as
 * its exemplar. Labels are few on purpose: paths with ids in them would make series without end.
 */
export function spanMetrics(sloMs: readonly number[]): Settings {
  return {
    histogram: {
      unit: "s",
      explicit: { buckets: durationLimits(sloMs).map((limit) => `${limit * 1000}ms`) },
    },
    dimensions: [
      { name: "service.namespace" },
      { name: "deployment.environment.name" },
      { name: "http.request.method" },
      { name: "http.route" },
      { name: "http.response.status_code" },
    ],
    exemplars: { enabled: true, max_per_data_point: 5 },
    // Prometheus' own interval: exemplars live from one flush to the next, so a scrape finds those of its time.
    metrics_flush_interval: "15s",
    // A route that nobody asks for five hours is forgotten; rates over the SLO's windows don't need it.
    metrics_expiration: "5h",
    aggregation_cardinality_limit: 5000,
    resource_metrics_key_attributes: ["service.name", "service.namespace", "deployment.environment.name"],
  };
}
