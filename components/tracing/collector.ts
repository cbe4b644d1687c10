import { type ForeignSource, foreignFile } from "../guest/foreign-file.ts";
import type { GuestPart } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";
import { TOKEN_VARIABLE } from "./arms.ts";
import { type CollectorConfiguration, collectorYaml } from "./collector-configuration.ts";
import { COLLECTOR_PATH, collectorUnit, configurationPath, TOKEN_FILE, unitName } from "./collector-unit.ts";
import type { CollectorRole } from "./common.ts";
import { HEALTH_PORT, OWN_METRICS_PORT, SAMPLER_PORT, SPAN_METRICS_PORT } from "./ports.ts";
import { type RelayArgs, relayConfiguration } from "./relay.ts";
import { type SamplerArgs, samplerConfiguration } from "./sampler.ts";

/**
 * The program itself: the official distribution `otelcol-contrib` 0.165.0, which Debian doesn't have
 * (github.com/open-telemetry/opentelemetry-collector-releases, `otelcol-contrib_0.165.0_linux_amd64.tar.gz`).
 */
export function collectorProgram(source: ForeignSource): GuestPart {
  return foreignFile({
    name: "otelcol",
    source,
    path: COLLECTOR_PATH,
    mode: "0755",
    member: "otelcol-contrib",
    // Traces are worth less than what they tell of.
    stops: "nothing",
  });
}

/** Beside an application: it sends to this machine alone, and needs to know of no other. */
export function traceRelay(args: Omit<RelayArgs, "listen">): GuestPart {
  return part("relay", relayConfiguration({ ...args, listen: "127.0.0.1" }), args.memoryMiB);
}

/** One of the pair that decides which traces are kept. */
export function traceSampler(args: SamplerArgs): GuestPart {
  const common = part("sampler", samplerConfiguration(args), args.memoryMiB);
  return {
    ...common,
    files: [
      ...(common.files ?? []),
      { path: TOKEN_FILE, mode: "0600", content: secretText`${TOKEN_VARIABLE}=${secret("traceToken")}\n` },
    ],
    ports: [
      { name: "trace-sampler", port: SAMPLER_PORT, protocol: "tcp", from: ["edge", "tomcat", "monitoring"] },
      { name: "span-metrics", port: SPAN_METRICS_PORT, protocol: "tcp", from: ["monitoring"] },
      { name: "trace-sampler-own", port: OWN_METRICS_PORT.sampler, protocol: "tcp", from: ["monitoring"] },
    ],
    checks: [
      { name: "trace-sampler", port: HEALTH_PORT.sampler, path: "/", intervalSeconds: 15, timeoutSeconds: 5 },
    ],
  };
}

function part(role: CollectorRole, configuration: CollectorConfiguration, memoryMiB: number): GuestPart {
  return {
    part: unitName(role),
    files: [
      { path: configurationPath(role), mode: "0644", content: collectorYaml(configuration) },
      collectorUnit(role, memoryMiB),
    ],
    services: [{ unit: unitName(role) }],
  };
}
