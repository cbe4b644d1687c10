import { armsExporter, type TraceStore } from "./arms.ts";
import type { CollectorConfiguration } from "./collector-configuration.ts";
import { memoryLimiter, ownService, QUEUE_FOLDER } from "./common.ts";
import { SAMPLER_PORT, SPAN_METRICS_PORT } from "./ports.ts";
import { type SamplingArgs, tailSampling } from "./sampling.ts";
import { spanMetrics } from "./span-metrics.ts";

export interface SamplerArgs extends SamplingArgs {
  /** The machine's own address, `0.0.0.0` in a pod. */
  readonly listen: string;
  readonly store: TraceStore;
  /** MiB that the process may take. */
  readonly memoryMiB: number;
}

/**
 * The second layer: has a trace's spans together, counts them all for Prometheus, and sends the traces that are worth it
 * to Alibaba Cloud.
 */
export function samplerConfiguration(args: SamplerArgs): CollectorConfiguration {
  const { listen, store, memoryMiB, slowMs } = args;
  const { health, telemetry } = ownService("sampler", listen);
  return {
    extensions: {
      health_check: health,
      file_storage: { directory: QUEUE_FOLDER, create_directory: false, fsync: true, recreate: true },
    },
    receivers: { otlp: { protocols: { grpc: { endpoint: `${listen}:${SAMPLER_PORT}` } } } },
    processors: { memory_limiter: memoryLimiter(memoryMiB), tail_sampling: tailSampling(args) },
    connectors: { span_metrics: spanMetrics(Object.values(slowMs)) },
    exporters: {
      "otlp_grpc/arms": armsExporter(store),
      prometheus: {
        endpoint: `${listen}:${SPAN_METRICS_PORT}`,
        // Exemplars are in no other format of Prometheus'.
        enable_open_metrics: true,
        // A service that is gone is gone from the metrics too, within Prometheus' own five minutes.
        metric_expiration: "5m",
      },
    },
    service: {
      extensions: ["health_check", "file_storage"],
      pipelines: {
        "traces/all": { receivers: ["otlp"], processors: ["memory_limiter"], exporters: ["span_metrics"] },
        "traces/kept": {
          receivers: ["otlp"],
          processors: ["memory_limiter", "tail_sampling"],
          exporters: ["otlp_grpc/arms"],
        },
        metrics: { receivers: ["span_metrics"], processors: [], exporters: ["prometheus"] },
      },
      telemetry,
    },
  };
}
