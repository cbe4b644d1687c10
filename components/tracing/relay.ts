import type { CollectorConfiguration, Settings } from "./collector-configuration.ts";
import { memoryLimiter, ownService } from "./common.ts";
import { OTLP_GRPC_PORT, OTLP_HTTP_PORT, SAMPLER_PORT } from "./ports.ts";

/** How a relay finds the samplers. */
export type SamplerPlaces =
  /** Addresses that stay: machines. */
  | { readonly on: "machines"; readonly addresses: readonly [string, ...string[]] }
  /** A headless Service, whose name has the addresses of all pods that are ready. */
  | { readonly on: "kubernetes"; readonly hostName: string };

export interface RelayArgs {
  /** Where it listens: `127.0.0.1` beside an application, `0.0.0.0` in a pod. */
  readonly listen: string;
  readonly samplers: SamplerPlaces;
  /** MiB that the process may take. */
  readonly memoryMiB: number;
}

/** Seconds for which a relay tries a sampler that doesn't answer: a machine that boots again takes some two minutes. */
const PATIENCE_SECONDS = 300;
/**
 * Batches that wait for each sampler. SDKs send up to 512 spans of some 1 KiB at once: half a MiB each, 128 MiB in the
 * worst case, within which the memory limiter decides.
 */
const MOST_WAITING = 256;

/**
 * The first layer: takes spans from applications, and sends all spans of a trace to the same sampler, whichever relay they
 * come to. A sampler that is away doesn't hold up the other's share: each has a queue of its own.
 */
export function relayConfiguration({ listen, samplers, memoryMiB }: RelayArgs): CollectorConfiguration {
  const { health, telemetry } = ownService("relay", listen);
  return {
    extensions: { health_check: health },
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: `${listen}:${OTLP_GRPC_PORT}` },
          http: { endpoint: `${listen}:${OTLP_HTTP_PORT}` },
        },
      },
    },
    processors: { memory_limiter: memoryLimiter(memoryMiB) },
    exporters: {
      load_balancing: {
        routing_key: "traceID",
        protocol: {
          otlp: {
            // Inside the network's own segment; firewalls let nobody but relays in.
            tls: { insecure: true },
            timeout: "5s",
            sending_queue: { queue_size: MOST_WAITING },
            retry_on_failure: {
              initial_interval: "1s",
              // Far below the samplers' patience: both halves of a trace come back before it is judged.
              max_interval: "2s",
              max_elapsed_time: `${PATIENCE_SECONDS}s`,
            },
          },
        },
        resolver: resolver(samplers),
      },
    },
    service: {
      extensions: ["health_check"],
      pipelines: {
        traces: {
          receivers: ["otlp"],
          // First of all, so that what is refused costs nothing.
          processors: ["memory_limiter"],
          exporters: ["load_balancing"],
        },
      },
      telemetry,
    },
  };
}

function resolver(samplers: SamplerPlaces): Settings {
  if (samplers.on === "machines")
    // Every relay must have the same list in the same order of names, or a trace would be torn apart.
    return { static: { hostnames: [...samplers.addresses].sort().map((at) => `${at}:${SAMPLER_PORT}`) } };
  return {
    dns: { hostname: samplers.hostName, port: String(SAMPLER_PORT), interval: "5s", timeout: "1s" },
  };
}
