import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stringify } from "yaml";
import { allRules } from "../../components/observability/rules/all-rules.ts";
import { renderRules } from "../../components/observability/rules/render-rules.ts";
import { alertsOf } from "../../components/observability/rules/rule.ts";
import { describeJudged } from "../guest/judges.ts";
import { run } from "../guest/run.ts";
import { ALERT_CASES, ALWAYS, type AlertCase } from "./cases.ts";
import { PROMISED } from "./promised.ts";

const groups = allRules(PROMISED);

describeJudged("alert rules, judged by promtool", { commands: ["promtool"] }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "hougu-rules-"));
    writeFileSync(
      join(folder, "rules.yml"),
      renderRules(groups, { runbooks: "https://example.com/runbooks" }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are rules that Prometheus loads", async () => {
    const checked = await run("promtool", ["check", "rules", join(folder, "rules.yml")]);
    expect(checked).toMatchObject({ status: 0 });
  });

  it("have a case each", () => {
    const names = [...new Set(alertsOf(groups).map(({ alert }) => alert))];
    expect([...ALERT_CASES.map(({ alert }) => alert), ...ALWAYS].sort()).toEqual(names.sort());
  });

  it.each(ALERT_CASES)("$alert speaks when it must, and holds its peace when it needn't", async (one) => {
    // Whatever it says in words is another test's matter: which series it speaks of, and how often, is this one's.
    expect(await alertsIn(one.fires, one)).not.toEqual([]);
    expect(await alertsIn(one.quiet, one)).toEqual([]);
  });

  /** Asks promtool for an alert that nobody expects, and reads which it got instead. */
  async function alertsIn(
    series: Readonly<Record<string, string>>,
    { alert, at, stepMinutes = 1 }: Pick<AlertCase, "alert" | "at" | "stepMinutes">,
  ): Promise<string[]> {
    const file = join(folder, `${alert}.yml`);
    writeFileSync(
      file,
      stringify({
        rule_files: ["rules.yml"],
        evaluation_interval: `${stepMinutes}m`,
        // In the file's order: else promtool takes any, and an alert may look at what isn't recorded yet.
        group_eval_order: groups.map(({ name }) => name),
        tests: [
          {
            interval: `${stepMinutes}m`,
            input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
            alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: [] }],
          },
        ],
      }),
    );
    const { status, stdout, stderr } = await run("promtool", ["test", "rules", file]);
    const got = [...`${stdout}${stderr}`.matchAll(/Labels:\{[^}]*\}/g)].map(([line]) => line);
    // Nothing said and nothing found is what was expected.
    if (status !== 0 && got.length === 0) throw new Error(`${stdout}${stderr}`);
    return got;
  }
});
