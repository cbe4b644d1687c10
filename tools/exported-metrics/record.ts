/**
 * `npm run metrics:record`: starts Debian's exporters and a Tomcat under Prometheus' agent on a machine of its own (root,
 * network namespaces), and writes the names of what they export to test/observability/exported. Dashboards and alerts are
 * checked against these lists, and a daemon test checks that what they need is still exported.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allRules } from "../../components/observability/rules/all-rules.ts";
import { renderRules } from "../../components/observability/rules/render-rules.ts";
import { JMX_EXPORTER } from "../../components/tomcat/jmx-exporter.ts";
import { Segment } from "../../test/guest/machine.ts";
import { eventually } from "../../test/guest/run.ts";
import { systemd } from "../../test/guest/systemd-init.ts";
import {
  EXPORTER_JOBS,
  EXPORTERS,
  type Exporter,
  JVM_EXPORTER,
  namesIn,
  pageOf,
  RULES_FILE,
  startExporters,
  startPrometheus,
  startTomcat,
} from "../../test/observability/exporters.ts";
import { PROMISED } from "../../test/observability/promised.ts";
import { cacheFolder } from "../engine/cache-folder.ts";

/** It measures itself. */
const CONFIGURATION = `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [${RULES_FILE}]
scrape_configs: [{ job_name: prometheus, static_configs: [{ targets: ["127.0.0.1:9090"] }] }]
`;
const FOLDER = join(import.meta.dirname, "../../test/observability/exported");

/** By its content, so that a new version is another file. */
async function fetchAgent(): Promise<string> {
  const output = join(cacheFolder(process.env), `jmx-exporter-${JMX_EXPORTER.sha256.slice(0, 12)}.jar`);
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

function write(job: string, page: string, { ofHardware }: Exporter): void {
  const names = namesIn(page).filter((name) => !ofHardware?.test(name));
  writeFileSync(join(FOLDER, `${job}.txt`), `${names.join("\n")}\n`);
  console.log(`${job}: ${names.length}`);
}

const agent = await fetchAgent();
const segment = await Segment.create();
try {
  const machine = await segment.machine("10.99.0.11", { init: systemd() });
  await startExporters(machine);
  await startPrometheus(
    machine,
    CONFIGURATION,
    renderRules(allRules(PROMISED), { runbooks: "https://example.com" }),
  );
  await eventually(
    "Prometheus has scraped and evaluated",
    () => pageOf(machine, EXPORTERS.prometheus),
    (page) =>
      ["head_samples_appended_total", "rule_evaluation_failures_total"].every((name) => page.includes(name)),
  );
  for (const job of EXPORTER_JOBS) write(job, await pageOf(machine, EXPORTERS[job]), EXPORTERS[job]);
  const java = await segment.machine("10.99.0.12");
  await startTomcat(java, agent);
  write("jvm", await pageOf(java, { ...JVM_EXPORTER, address: java.address }), JVM_EXPORTER);
} finally {
  await segment.destroy();
}
