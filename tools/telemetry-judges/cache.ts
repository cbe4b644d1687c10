import { existsSync } from "node:fs";
import { join } from "node:path";
import { JAVA_AGENT_VERSION } from "../../components/tracing/java-agent.ts";
import type { Environment } from "../engine/attempt.ts";
import { cacheFolder } from "../engine/cache-folder.ts";

/** Version of the collector's core and of most components: tools/telemetry-judges/otelcol/go.mod has the same. */
export const COLLECTOR_VERSION = "0.165.0";

export function collectorIn(env: Environment): string {
  return join(cacheFolder(env), `otelcol-${COLLECTOR_VERSION}`, "otelcol");
}

export function javaAgentIn(env: Environment): string {
  return join(
    cacheFolder(env),
    `opentelemetry-javaagent-${JAVA_AGENT_VERSION}`,
    "opentelemetry-javaagent.jar",
  );
}

/** A real OpenTelemetry Collector. @returns undefined until `npm run build:telemetry-judges` has built one */
export function cachedCollector(env: Environment): string | undefined {
  const executable = collectorIn(env);
  return existsSync(executable) ? executable : undefined;
}
