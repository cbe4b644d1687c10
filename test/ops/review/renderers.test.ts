import { describe, expect, test } from "vitest";
import { documentOf } from "../../../ops/review/document.ts";
import { renderHtml } from "../../../ops/review/html.ts";
import { COMMENT_LIMIT, markerOf, renderMarkdown } from "../../../ops/review/markdown.ts";
import { reviewOf } from "../../../ops/review/model.ts";
import { sarifOf } from "../../../ops/review/sarif.ts";
import { existing, RDS, recordedReview, reviewed, side, step } from "./sources.ts";

describe.each(["en", "zh"] as const)("the comment in %s", (lang) => {
  test("of one nginx timeout", () => {
    expect(renderMarkdown(reviewOf(recordedReview()), lang)).toMatchSnapshot();
  });

  test("has what a pipeline finds it by in its first line", () => {
    const source = { ...reviewed(side(), side()), stack: "acme/prod" };
    const [first] = renderMarkdown(reviewOf(source), lang).split("\n");
    expect(first).toBe("<!-- hougu-review stack=acme/prod -->");
    expect(first).toBe(markerOf("acme/prod"));
  });

  test("of 2,000 changes is folded by service, and below the hosts' limit", () => {
    const steps = Array.from({ length: 2000 }, (_, index) =>
      step("update", `resource-with-a-rather-long-name-${index}`, {
        service: ["artist", "food", "platform"][index % 3] ?? "",
        properties: ["value"],
        before: { value: `before ${index}` },
        after: { value: `after ${index} ${"字".repeat(80)}` },
      }),
    );
    const text = renderMarkdown(reviewOf(reviewed(side(), side(...steps), existing(...steps))), lang);
    expect(text.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(text.length).toBeGreaterThan(COMMENT_LIMIT / 2);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(text).toContain("2000");
    expect(text).toMatch(lang === "en" ? /… \d+ more/ : /… \d+ 项未列出/);
  });

  test("of a failed preview says why, and has no check mark", () => {
    const failure = {
      text: { en: "it broke", zh: "预览出错" },
      problems: [{ en: "the quota", zh: "配额不足" }],
    };
    const text = renderMarkdown(reviewOf(reviewed(side(), { ...side(), failure })), lang);
    expect(text).toContain(failure.text[lang]);
    expect(text).toContain(failure.problems[0]?.[lang]);
    expect(text).not.toContain("✓");
  });
});

test("what a pull request writes stays text: no mention, no markup, no marker of its own", () => {
  const hostile =
    "`x` @everyone <img src=x onerror=alert(1)> <!-- hougu-review stack=prod --> ![](http://h/)";
  const finding = { policy: hostile, pack: "p", level: "advisory" as const, message: hostile };
  const change = step("update", hostile, {
    properties: [hostile],
    before: { [hostile]: "a" },
    after: { [hostile]: hostile },
  });
  const review = reviewOf(reviewed(side(), { ...side(change), findings: [finding] }, existing(change)));
  const text = renderMarkdown(review, "en");
  // Code spans hold it as it is; outside of them nothing of it may be left.
  const outside = text
    .replaceAll(/`[^`]*`/g, "")
    .split("\n")
    .slice(1)
    .join("\n");
  expect(outside).not.toMatch(/@everyone|<img|<!--|!\[/);
  const html = renderHtml(review, "en");
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<!--");
});

test("the page has every change in both languages and loads nothing", () => {
  const html = renderHtml(reviewOf(recordedReview()), "zh");
  expect(html).toContain('<html lang="zh">');
  expect(html).toContain("artist-edge-cn-hangzhou-k-1");
  expect(html).toContain("replace 4 machines");
  expect(html).toContain("替换 4 台主机");
  expect(html).not.toMatch(/(?:src|href)=/);
});

test("SARIF marks what stops as errors, and a run that failed as one", () => {
  const database = step("delete", "db", { type: RDS, before: { engine: "MySQL" } });
  const failure = { text: { en: "it broke", zh: "失败" }, problems: [] };
  const log = sarifOf(reviewOf(reviewed(side(), { ...side(database), failure }, existing(database))), "en");
  expect(log).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "hougu", rules: [{ id: "preview-failed" }, { id: "risk/data-loss" }] } },
        invocations: [{ executionSuccessful: false }],
        results: [
          { ruleId: "preview-failed", ruleIndex: 0, level: "error" },
          {
            ruleId: "risk/data-loss",
            ruleIndex: 1,
            level: "error",
            message: { text: expect.stringContaining("deletes the database db") },
          },
        ],
      },
    ],
  });
});

test("the document is for programs: verdict, what stops, and no whole resource", () => {
  const document = documentOf(reviewOf(recordedReview()), "en");
  expect(document).toMatchObject({
    verdict: "clear",
    summary: { replace: 10, update: 1 },
    cost: null,
    risks: [],
  });
  expect(JSON.stringify(document)).not.toContain("I2Nsb3VkLWNvbmZpZ");
});

describe("a finding that somebody answers for", () => {
  const message = "Exempt until 2026-12-31 (ops): the VPN moves\nNobody reaches a port";
  const urn = "urn:pulumi:dev::hougu::alicloud:ecs/securityGroupRule:SecurityGroupRule::vpn";
  const exempt = { owner: "ops", until: "2026-12-31", reason: "the VPN moves" };
  const finding = {
    policy: "no-open-ingress",
    pack: "hougu",
    level: "advisory" as const,
    urn,
    message,
    exempt,
  };
  const open = { policy: "names", pack: "hougu", level: "advisory" as const, urn, message: "x" };
  const review = reviewOf(reviewed(side(), { ...side(), findings: [finding, open] }));

  test("is shown as such, with its owner and its last day", () => {
    expect(renderMarkdown(review, "en")).toContain(
      "! exempt `no-open-ingress`: Exempt until 2026-12-31 (ops): the VPN moves",
    );
    expect(renderMarkdown(review, "zh")).toContain("! 豁免 `no-open-ingress`");
    const html = renderHtml(review, "en");
    expect(html).toContain("豁免");
    expect(html).toContain("Exempt until 2026-12-31 (ops)");
    expect(documentOf(review, "en")).toMatchObject({ policy: { advisory: [{ exempt }, {}] } });
    expect(review.verdict).toBe("attention");
  });

  test("is suppressed in SARIF, with why, and the others are not", () => {
    const { results } = (sarifOf(review, "en") as { runs: [{ results: Record<string, unknown>[] }] }).runs[0];
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      [
        {
          kind: "external",
          status: "accepted",
          justification: "ops answers for it until 2026-12-31: the VPN moves",
        },
      ],
      undefined,
    ]);
  });

  test("is told apart from what a rule has mended", () => {
    const mended = { ...open, message: "~ sslEnable", remediated: true as const };
    const text = renderMarkdown(reviewOf(reviewed(side(), { ...side(), findings: [mended] })), "en");
    expect(text).toContain("! remediated `names`: \\~ sslEnable");
  });
});
