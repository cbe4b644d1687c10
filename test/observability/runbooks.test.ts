import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { guestsOf } from "../../components/environment/guests.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { COMMANDS as ON_MACHINE } from "../../components/guest/on-machine.ts";
import { allRules } from "../../components/observability/rules/all-rules.ts";
import { alertsOf, runbookOf } from "../../components/observability/rules/rule.ts";
import { unitName } from "../../components/tracing/collector-unit.ts";
import { parse } from "../../ops/cli/parse.ts";
import { COMMANDS } from "../../ops/commands/table.ts";
import { everyAlert } from "../../tools/runbooks/alerts.ts";
import { renderIndex } from "../../tools/runbooks/index-page.ts";
import {
  CHINESE_PARTS,
  COMING,
  chinesePart,
  FOLDER,
  INDEX,
  meaningOf,
  PARTS,
  parsePage,
  type RunbookPage,
  readPages,
} from "../../tools/runbooks/page.ts";
import { environmentOf } from "../program/recorded.ts";
import { callsOf, codeOf, unitsOf } from "./page-commands.ts";
import { PROMISED } from "./promised.ts";

const pages = readPages();
const alerts = alertsOf(allRules(PROMISED));
const guests = (["dev", "prod"] as const).flatMap((tier): Guest[] => {
  const environment = environmentOf(tier);
  return [...guestsOf(environment, planEnvironment(environment)).values()];
});
const eachPage = pages.map((page): [string, RunbookPage] => [page.name, page]);

/** Units of Debian's packages, and of machines that no guest of dev or prod is. */
const UNITS_BESIDE_GUESTS = ["logrotate.timer", unitName("sampler")];

/** Of this project on machines, beside the files of guests: cloud-init brings it. */
const COMMANDS_BESIDE_GUESTS = ["boot"];

/** How pages say how long an alert's condition has held. */
const DURATIONS: Readonly<Record<string, readonly [string, string]>> = {
  "30s": ["30 seconds", "30 秒"],
  "1m": ["a minute", "一分钟"],
  "2m": ["two minutes", "两分钟"],
  "5m": ["five minutes", "五分钟"],
  "10m": ["ten minutes", "十分钟"],
  "15m": ["a quarter of an hour", "一刻钟"],
  "30m": ["half an hour", "半小时"],
  "1h": ["an hour", "一小时"],
  "26h": ["26 hours", "26 小时"],
};

describe("pages and alerts", () => {
  it("belong to each other", () => {
    const wanted = new Set([...alerts.map(runbookOf), ...COMING]);
    expect(pages.map(({ name }) => name)).toEqual([...wanted].sort());
  });

  it("come off the list of those on their way when their alert is there", () => {
    expect(alerts.map(runbookOf).filter((name) => COMING.has(name))).toEqual([]);
  });

  it.each(eachPage)("%s is titled by its alert, or by what its alerts have in common", (name, { title }) => {
    const own = alerts.find((alert) => runbookOf(alert) === name && alert.runbook === undefined);
    const words = name.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    expect(title.en).toBe(own?.alert ?? words.join(""));
    expect(title.zh).toMatch(/\p{Script=Han}/u);
  });

  it.each(alerts.map((alert): [string, typeof alert] => [alert.alert, alert]))(
    "%s: its page says how long it holds before it speaks, and whether it wakes somebody up",
    (_, alert) => {
      const page = pageOf(runbookOf(alert));
      if (alert.for !== undefined) {
        const [en, zh] = DURATIONS[alert.for] ?? [];
        expect(page.parts.get("Meaning")).toMatch(new RegExp(`\\b${en}\\b`, "i"));
        expect(chinesePart(page, "含义")).toContain(zh);
      }
      const [en, zh] = alert.severity === "page" ? [/second on call/i, "第二值班"] : [/ticket/i, "工单"];
      // The heartbeat is loud by its absence.
      if (alert.labels?.purpose === "heartbeat") return;
      expect(page.parts.get("Escalation")).toMatch(en);
      expect(chinesePart(page, "升级")).toContain(zh);
    },
  );
});

describe("the form of a page", () => {
  it.each(eachPage)("%s", (_, page) => {
    expect([...page.parts.keys()]).toEqual(PARTS);
    expect([...page.parts].filter(([, text]) => text === "")).toEqual([]);
    for (const part of CHINESE_PARTS) expect(chinesePart(page, part), part).toMatch(/\p{Script=Han}/u);
    expect(page.text).toMatch(/^ {3}```$/m);
    // Longer, and nobody reads it at three.
    expect(page.text.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
    const { en, zh } = meaningOf(page);
    expect([en.length > 0, zh.length > 0]).toEqual([true, true]);
  });

  it("is what a page without it is refused for", () => {
    expect(() => parsePage("host-unreachable", "# HostUnreachable\n")).toThrow(
      /host-unreachable\.md: begins with/,
    );
    const page = parsePage(
      "x",
      "# X · 甲\n\n## Meaning\n\nIt is 0.5. Then.\n\n## 中文\n\n- **含义**：为 0.5。然后。\n",
    );
    expect(meaningOf(page)).toEqual({ en: "It is 0.5.", zh: "为 0.5。" });
    expect(chinesePart(page, "升级")).toBe("");
  });
});

describe("what a page tells to type", () => {
  it.each(eachPage)("%s: commands of hougu, as hougu reads them", (_, page) => {
    for (const words of callsOf(page, "npx hougu")) {
      if (words.length > 0) expect(parse(words, COMMANDS, {}).kind, words.join(" ")).toBe("run");
    }
  });

  it.each(eachPage)("%s: units that machines have", (_, page) => {
    const known = new Set([
      ...UNITS_BESIDE_GUESTS,
      ...guests.flatMap(({ services }) => services.map(({ unit }) => unit)),
      // A timer's service is started by it, and stands among the files alone.
      ...guests.flatMap(({ files }) =>
        files.flatMap(({ path }) => /^\/etc\/systemd\/system\/([^/]+)\.service$/.exec(path)?.[1] ?? []),
      ),
    ]);
    expect(unitsOf(page).filter((unit) => !known.has(unit))).toEqual([]);
  });

  it.each(eachPage)("%s: this project's own commands", (_, page) => {
    const known = new Set([
      ...COMMANDS_BESIDE_GUESTS.map((command) => `${ON_MACHINE}/${command}`),
      ...guests.flatMap(({ files }) => files.map(({ path }) => path)),
    ]);
    const named = codeOf(page).flatMap((line) => line.match(new RegExp(`${ON_MACHINE}/[\\w-]+`, "g")) ?? []);
    expect(named.filter((path) => !known.has(path))).toEqual([]);
  });

  it.each(eachPage)("%s: pages that are there, with the step that is meant", (_, page) => {
    const links = [...page.text.matchAll(/\]\((?<file>[^)#:]+)\)(?:, (?<part>\w+) (?<step>\d+))?/g)];
    for (const { groups } of links) {
      const { file = "", part, step } = groups ?? {};
      expect(existsSync(join(FOLDER, file)), file).toBe(true);
      if (part === undefined) continue;
      const other = pageOf(file.replace(/\.md$/, ""));
      expect(other.parts.get(part), `${file}, ${part} ${step}`).toMatch(new RegExp(`^${step}\\. `, "m"));
    }
  });

  test("is read as it stands", () => {
    const page = {
      text: 'Then `npx hougu up --stack prod`.\n\n   ```\n   systemctl status --lines 3 nginx keepalived | head\n   journalctl --unit ssh --since "-1 day"; systemctl enable --now a.timer\n   systemctl restart UNIT 2>/dev/null\n   ```\n\nOr `systemctl stop b.service`.\n',
    };
    expect(callsOf(page, "npx hougu")).toEqual([["up", "--stack", "prod"]]);
    expect(unitsOf(page)).toEqual(["nginx", "keepalived", "a.timer", "b", "ssh"]);
  });
});

describe("docs/runbooks/README.md", () => {
  it("is current (if not: npm run runbooks:docs)", () => {
    // Biome pads the tables.
    const unpadded = (text: string): string => text.replace(/ {2,}/g, " ").replace(/-{3,}/g, "---");
    expect(unpadded(readFileSync(join(FOLDER, INDEX), "utf8"))).toBe(
      unpadded(renderIndex(everyAlert(), pages)),
    );
  });

  it("has every alert once, whatever is promised", () => {
    const index = renderIndex(everyAlert(), pages);
    for (const name of new Set(alerts.map(({ alert }) => alert))) {
      expect(index.split(`| [${name}](`)).toHaveLength(2);
    }
  });

  it("isn't written while an alert has no page", () => {
    const without = pages.filter(({ name }) => name !== "nginx-down");
    expect(() => renderIndex(everyAlert(), without)).toThrow(
      "NginxDown: docs/runbooks/nginx-down.md is missing",
    );
  });
});

function pageOf(name: string): RunbookPage {
  const page = pages.find((one) => one.name === name);
  if (!page) throw new Error(`docs/runbooks/${name}.md is missing`);
  return page;
}
