import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { JMX_EXPORTER } from "../../components/tomcat/jmx-exporter.ts";
import type { Environment } from "../engine/attempt.ts";
import { cacheFolder } from "../engine/cache-folder.ts";

/** Prometheus' agent for JVMs, by its content, so that a new version is another file. */
export function jmxExporterIn(env: Environment): string {
  return join(cacheFolder(env), `jmx-exporter-${JMX_EXPORTER.sha256.slice(0, 12)}.jar`);
}

/** Fetches it from Maven Central, once. @returns where it is */
export async function fetchJmxExporter(env: Environment): Promise<string> {
  const output = jmxExporterIn(env);
  if (existsSync(output)) return output;
  const response = await fetch(JMX_EXPORTER.url);
  if (!response.ok) throw new Error(`${JMX_EXPORTER.url}: ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== JMX_EXPORTER.sha256) throw new Error(`${JMX_EXPORTER.url}: its SHA-256 is ${found}`);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(`${output}.${process.pid}`, bytes);
  renameSync(`${output}.${process.pid}`, output);
  return output;
}
