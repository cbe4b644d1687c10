/**
 * `npm run metrics:record`: starts Debian's exporters and a Tomcat under Prometheus' agent on a machine of its own (root,
 * network namespaces), and writes the names of what they export to test/observability/exported. Dashboards and alerts are
 * checked against these lists, and a daemon test checks that what they need is still exported.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { allRules } from "../../components/observability/rules/all-rules.ts";
import { renderRules } from "../../components/observability/rules/render-rules.ts";
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
import { fetchJmxExporter } from "./agent.ts";

/** It measures itself. */
const CONFIGURATION = `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [${RULES_FILE}]
scrape_configs: [{ job_name: prometheus, static_configs: [{ targets: ["127.0.0.1:9090"] }] }]
`;
const FOLDER = join(import.meta.dirname, "../../test/observability/exported");

function write(job: string, page: string, { ofHardware }: Exporter): void {
  const names = namesIn(page).filter((name) => !ofHardware?.test(name));
  writeFileSync(join(FOLDER, `${job}.txt`), `${names.join("\n")}\n`);
  console.log(`${job}: ${names.length}`);
}

const agent = await fetchJmxExporter(process.env);
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
