/** Ports of the collectors; firewalls, scrape targets and tests derive from here. */

/** OTLP over gRPC and HTTP, as OpenTelemetry has them (opentelemetry.io/docs/specs/otlp). */
export const OTLP_GRPC_PORT = 4317;
export const OTLP_HTTP_PORT = 4318;
/** Spans from relays to samplers: a port of its own, so that nobody sends half a trace past the relays. */
export const SAMPLER_PORT = 4319;
/** Metrics of the spans, in Prometheus' formats. */
export const SPAN_METRICS_PORT = 8889;
/** The collectors' own metrics; a relay and a sampler may share a machine. */
export const OWN_METRICS_PORT = { relay: 8888, sampler: 8890 } as const;
/** Answers 200 while the collector serves. */
export const HEALTH_PORT = { relay: 13_133, sampler: 13_134 } as const;
