/**
 * `npm run build:telemetry-judges`: builds an OpenTelemetry Collector with the components that components/tracing renders
 * for, from their Go modules into the cache, once; some minutes on two cores. Tests that want it skip with the reason
 * until then, and no test builds it. The Java agent comes from Maven Central.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { JAVA_AGENT } from "../../components/tracing/java-agent.ts";
import { collectorIn, javaAgentIn } from "./cache.ts";

async function buildCollector(): Promise<string> {
  const output = collectorIn(process.env);
  if (existsSync(output)) return output;
  mkdirSync(dirname(output), { recursive: true });
  const draft = `${output}.${process.pid}`;
  console.log(`${output}: building`);
  await new Promise<void>((resolve, reject) => {
    const args = ["go", "build", "-trimpath", "-mod=readonly", "-ldflags=-s -w", "-o", draft, "."];
    const child = spawn("nice", args, {
      cwd: join(import.meta.dirname, "otelcol"),
      env: { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off" },
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go build ended with ${code}`));
    });
  });
  renameSync(draft, output);
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
