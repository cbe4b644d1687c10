/**
 * `npm run build:telemetry-judges`: builds an OpenTelemetry Collector with the components that components/tracing renders
 * for, from their Go modules into the cache, once; some minutes on two cores. Tests that want it skip with the reason
 * until then, and no test builds it.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { collectorIn } from "./cache.ts";

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

console.log(await buildCollector());
