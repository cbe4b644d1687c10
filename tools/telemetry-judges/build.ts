/**
 * `npm run build:telemetry-judges`: builds an OpenTelemetry Collector with the components that components/tracing renders
 * for, from their Go modules into the cache, once; some minutes on two cores. Tests that want it skip with the reason
 * until then, and no test builds it. The Java agent comes from Maven Central.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { JAVA_AGENT } from "../../components/tracing/java-agent.ts";
import { goBuild } from "../go-build.ts";
import { collectorIn, javaAgentIn } from "./cache.ts";

async function buildCollector(): Promise<string> {
  const output = collectorIn(process.env);
  await goBuild(output, join(import.meta.dirname, "otelcol"), "-mod=readonly", ".");
  return output;
}

async function fetchJavaAgent(): Promise<string> {
  const output = javaAgentIn(process.env);
  if (existsSync(output)) return output;
  const response = await fetch(JAVA_AGENT.url);
  if (!response.ok) throw new Error(`${JAVA_AGENT.url}: ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== JAVA_AGENT.sha256) throw new Error(`${JAVA_AGENT.url}: its SHA-256 is ${found}`);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(`${output}.${process.pid}`, bytes);
  renameSync(`${output}.${process.pid}`, output);
  return output;
}

console.log(await fetchJavaAgent());
console.log(await buildCollector());
