import { afterAll, beforeAll, expect, it } from "vitest";
import { stringify } from "yaml";
import { TEXTFILE_DIRECTORY } from "../../components/guest/node-exporter.ts";
import { allDashboards } from "../../components/observability/dashboards/all-dashboards.ts";
import { panelsOf } from "../../components/observability/dashboards/dashboard.ts";
import { allRules } from "../../components/observability/rules/all-rules.ts";
import { renderRules } from "../../components/observability/rules/render-rules.ts";
import type { RuleGroup } from "../../components/observability/rules/rule.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";
import { systemd } from "../guest/systemd-init.ts";
import { recorded } from "./catalogue.ts";
import {
  EXPORTER_COMMANDS,
  EXPORTER_JOBS,
  EXPORTER_PATHS,
  EXPORTERS,
  namesIn,
  pageOf,
  RULES_FILE,
  startExporters,
  startPrometheus,
} from "./exporters.ts";
import { madePages, madeTexts } from "./made-pages.ts";
import { PROMISED } from "./promised.ts";
import { filledIn, metricsIn } from "./promql.ts";

const DASHBOARDS = allDashboards(PROMISED);
const QUERIES = DASHBOARDS.flatMap((dashboard) =>
  panelsOf(dashboard).flatMap(({ title, queries }) =>
    queries.map(({ expr, legend = "" }) => ({
      of: `${dashboard.uid}, ${title.en}`,
      expr,
      legends: typeof legend === "string" ? [legend] : [legend.en, legend.zh],
    })),
  ),
);
/** So that something fires. */
const TEST_RULES: RuleGroup = {
  name: "test",
  rules: [
    {
      alert: "ForTheTest",
      expr: "vector(1)",
      severity: "page",
      labels: { mini_program: "artist" },
      summary: { en: "s", zh: "s" },
      description: { en: "d", zh: "d" },
    },
  ],
};

/** Not in the binary log: the server is its own replica. */
const ORDER = `SET SESSION sql_log_bin = 0; CREATE DATABASE IF NOT EXISTS shop;
CREATE TABLE IF NOT EXISTS shop.orders (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;
INSERT INTO shop.orders VALUES (NULL)`;

interface Answer {
  readonly status: "success" | "error";
  readonly error?: string;
  readonly warnings?: readonly string[];
  readonly data: { readonly result: readonly { readonly metric: Readonly<Record<string, string>> }[] };
}

/** Every exporter under the labels that Prometheus gives its targets, made pages, and a target that doesn't answer. */
function configuration(): string {
  const labels = { host: "artist-edge-1", role: "edge", mini_program: "artist", zone: "cn-hangzhou-k" };
  const target = (job: string, port: number, path: string) => {
    const url = new URL(`http://127.0.0.1:${port}${path}`);
    return {
      job_name: job,
      metrics_path: url.pathname,
      params: Object.fromEntries([...url.searchParams].map(([key, value]) => [key, [value]])),
      honor_labels: true,
      static_configs: [
        {
          targets: [url.host],
          labels: job === "blackbox" ? { ...labels, endpoint: "https://api.example.com" } : labels,
        },
      ],
    };
  };
  return stringify({
    global: { scrape_interval: "1s", evaluation_interval: "1s" },
    rule_files: [RULES_FILE],
    scrape_configs: [
      ...EXPORTER_JOBS.map((job) => target(job, EXPORTERS[job].port, EXPORTERS[job].path)),
      ...["apps", "jvm", "traces", "kubernetes", "keda", "cost"].map((job) =>
        target(job, 8081, `/pages/${job}`),
      ),
      target("away", 1, "/metrics"),
    ],
  });
}

const needs = { commands: EXPORTER_COMMANDS, paths: EXPORTER_PATHS, root: true, controlGroups: true };
describeJudged("dashboards before a live Prometheus", needs, () => {
  let segment: Segment;
  let machine: Machine;

  const ask = async (path: string, ...parameters: readonly string[]): Promise<Answer> => {
    const encoded = parameters.flatMap((parameter) => ["--data-urlencode", parameter]);
    const url = `http://127.0.0.1:9090/api/v1/${path}`;
    return JSON.parse(await machine.must("curl", "--silent", "--get", ...encoded, url));
  };
  const query = (expr: string) => ask("query", `query=${expr}`);
  /** Something happens everywhere, and Prometheus sees it. */
  const turn = async (round: number): Promise<void> => {
    for (const [name, page] of Object.entries(await madePages(round)))
      await machine.write(`/srv/pages/${name}`, page);
    await machine.write(`${TEXTFILE_DIRECTORY}/hougu.prom`, madeTexts(round, Math.floor(Date.now() / 1000)));
    await machine.must("redis-cli", "-h", "127.0.0.1", "get", "key");
    await machine.must("mariadb", "--execute", ORDER);
    await eventually(
      `round ${round} has been scraped`,
      () => query("sum(tomcat_errorcount_total)"),
      ({ data }) => JSON.stringify(data.result).includes(`"${round}"`),
    );
  };

  beforeAll(async () => {
    segment = await Segment.create();
    machine = await segment.machine("10.99.0.11", { init: systemd() });
    await startExporters(machine);
    // A unit that fails, of those that the node exporter is told to watch.
    await machine.write("/etc/systemd/system/chrony.service", "[Service]\nExecStart=/bin/false\n");
    await machine.must("systemctl", "daemon-reload");
    await machine.run("systemctl", "start", "chrony");
    await startPrometheus(
      machine,
      configuration(),
      renderRules([...allRules(PROMISED), TEST_RULES], { runbooks: "https://example.com/runbooks" }),
    );
    for (const round of [1, 2, 3]) await turn(round);
    await eventually(
      "shares of bad requests are worked out",
      () => query("count(slo:availability_bad:ratio_rate1h)"),
      ({ data }) => data.result.length > 0,
    );
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("get an answer to every question, with data in it", async () => {
    const wrong: string[] = [];
    for (const { of, expr } of QUERIES) {
      const { status, error, warnings, data } = await query(filledIn(expr));
      if (status !== "success") wrong.push(`${of}: ${error}`);
      else if (warnings !== undefined) wrong.push(`${of}: ${warnings.join()}`);
      else if (data.result.length === 0) wrong.push(`${of}: no data for ${filledIn(expr)}`);
    }
    expect(wrong).toEqual([]);
  });

  it("name series by labels that these have", async () => {
    const wrong: string[] = [];
    for (const { of, expr, legends } of QUERIES) {
      const { data } = await query(filledIn(expr));
      const named = legends.flatMap((legend) =>
        [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label),
      );
      const found = Object.keys(data.result[0]?.metric ?? {});
      wrong.push(...named.filter((label) => !found.includes(label ?? "")).map((label) => `${of}: ${label}`));
    }
    expect(wrong).toEqual([]);
  });

  it("get an answer when something is chosen, and when two are", async () => {
    const chosen = { mini_program: "(artist|food)", host: "artist-edge-1", __rate_interval: "1m" };
    for (const { of, expr } of QUERIES) {
      const now = Math.floor(Date.now() / 1000);
      const range = [`start=${now - 60}`, `end=${now}`, "step=15"];
      const answer = await ask("query_range", `query=${filledIn(expr, chosen)}`, ...range);
      expect([of, answer.status, answer.error]).toEqual([of, "success", undefined]);
    }
  });

  it("find what can be chosen", async () => {
    const choices = async (label: string, selector: string) =>
      (await ask(`label/${label}/values`, `match[]=${selector}`)).data;
    expect(await choices("mini_program", 'up{mini_program!=""}')).toEqual(["artist"]);
    expect(await choices("host", 'up{job="node",mini_program=~".*"}')).toEqual(["artist-edge-1"]);
  });

  it("ask for what exporters still export", async () => {
    const asked = new Set(
      [...QUERIES, ...allRules(PROMISED).flatMap(({ rules }) => rules)].flatMap(({ expr }) =>
        metricsIn(filledIn(expr)),
      ),
    );
    for (const job of EXPORTER_JOBS) {
      const live = new Set(namesIn(await pageOf(machine, EXPORTERS[job])));
      const wanted = [...(recorded()[job] ?? [])].filter((name) => asked.has(name));
      expect([job, wanted.length > 0]).toEqual([job, true]);
      expect([job, wanted.filter((name) => !live.has(name))]).toEqual([job, []]);
    }
  });
});
