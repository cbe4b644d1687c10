import type { Settings } from "./collector-configuration.ts";
import { HEALTH_PORT, OWN_METRICS_PORT } from "./ports.ts";

export type CollectorRole = "relay" | "sampler";

/** Where a collector keeps what its destination hasn't taken yet. */
export const QUEUE_FOLDER = "/var/lib/hougu-otelcol";

/**
 * Refuses data before the memory is gone: who sends then tries again. Checked each second; a fifth of the limit is what may
 * arrive between two checks (the processor's own advice).
 */
export function memoryLimiter(memoryMiB: number): Settings {
  const limit = Math.floor(memoryMiB * COLLECTOR_SHARE);
  return { check_interval: "1s", limit_mib: limit, spike_limit_mib: Math.floor(limit / 5) };
}

/** Of the memory that the unit or the pod may take: the rest is the Go runtime's, stacks and buffers of connections. */
const COLLECTOR_SHARE = 0.8;

/** What answers to health checks and to Prometheus about the collector itself. */
export function ownService(
  role: CollectorRole,
  address: string,
): { readonly health: Settings; readonly telemetry: Settings } {
  return {
    health: { endpoint: `${address}:${HEALTH_PORT[role]}` },
    telemetry: {
      logs: { level: "info", encoding: "json" },
      metrics: {
        level: "normal",
        readers: [{ pull: { exporter: { prometheus: { host: address, port: OWN_METRICS_PORT[role] } } } }],
      },
    },
  };
}
