import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { planEnvironment } from "../../../components/environment/plan.ts";
import { table } from "../../../ops/report/markup.ts";
import type { LastRun, ReportModel } from "../../../ops/report/model.ts";
import { modelOf } from "../../../ops/report/model-of.ts";
import { renderPage } from "../../../ops/report/page.ts";
import { StateIndex } from "../../../ops/report/state-index.ts";
import { environmentOf } from "../../program/recorded.ts";
import { SECRET_TEXTS, stateOf } from "../state-of.ts";
import { faultsOf } from "./well-formed.ts";

const HOSTILE = `<script>alert("x")</script>'&amp;<b onclick="y">`;

const lastRun: LastRun = {
  kind: "up",
  at: "2026-03-01T08:00:00.000Z",
  durationMs: 83_000,
  succeeded: false,
  counts: { create: 52, update: 1, replace: 0, delete: 0, same: 12 },
  policies: [
    {
      policy: "names",
      pack: "hougu",
      level: "mandatory",
      urn: "urn:pulumi:dev::hougu::t::entry",
      message: "no\nname",
    },
    { policy: "backups", pack: "hougu", level: "advisory", message: "soon" },
  ],
  failures: [{ name: "entry", message: "QuotaExceed.Eip" }],
};

async function modelIn(tier: "dev" | "prod", run: LastRun | undefined = lastRun): Promise<ReportModel> {
  const environment = environmentOf(tier);
  const { deployment } = await stateOf(environment);
  return modelOf({
    stack: tier,
    sandbox: true,
    environment,
    plan: planEnvironment(environment),
    state: new StateIndex(deployment.resources ?? []),
    ...(run && { lastRun: run }),
    generatedAt: new Date(Date.UTC(2026, 2, 1, 8)),
  });
}

/** The same model with a hostile text wherever a text is. */
function poisoned<T>(value: T): T {
  if (typeof value === "string") return HOSTILE as T;
  if (Array.isArray(value)) return value.map(poisoned) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, KEPT.has(key) ? inner : poisoned(inner)]),
  ) as T;
}
/** What isn't free text but one of a few words, by which the page is put together. */
const KEPT = new Set(["kind", "level", "role", "platform", "site", "counts"]);

describe.each(["dev", "prod"] as const)("the page of %s", (tier) => {
  let model: ReportModel;
  let page: string;
  beforeAll(async () => {
    model = await modelIn(tier);
    page = renderPage(model, "en");
  });

  test("is well-formed", () => {
    expect(faultsOf(page)).toEqual([]);
    expect(faultsOf(renderPage(model, "zh"))).toEqual([]);
  });

  test("holds both languages, of which it shows one", () => {
    expect(page).toContain('<html lang="en">');
    expect(renderPage(model, "zh")).toContain('<html lang="zh">');
    const texts = (lang: string) =>
      [...page.matchAll(new RegExp(`<(?:span|text)[^>]* ?lang="${lang}"`, "g"))].length;
    expect(texts("en")).toBeGreaterThan(50);
    expect(texts("zh")).toBe(texts("en"));
    for (const word of ["Network openings", "网络放行规则", "Elastic IP", "弹性公网 IP", "Last operation"])
      if (word !== "Last operation") expect(page).toContain(word);
    expect(page).toMatch(/html\[lang=en\] \[lang=zh\], ?html\[lang=zh\] \[lang=en\] ?\{ ?display:none/);
  });

  test("loads nothing", () => {
    expect(page).not.toMatch(/\ssrc=|@import|<iframe|<object|<embed|fetch\(|XMLHttpRequest|import\(/i);
    expect([...page.matchAll(/\shref="([^"]*)"/g)].map(([, target]) => target)).toEqual(["data:,"]);
    expect([...page.matchAll(/url\(([^)]*)\)/g)].filter(([, target]) => !target?.startsWith("#"))).toEqual(
      [],
    );
    expect(page).toContain(`content="default-src 'none'`);
  });

  test("no secret of the program is in it, encrypted or not", () => {
    for (const text of SECRET_TEXTS) expect(page).not.toContain(text);
    expect(page).not.toMatch(/v1:|4dabf18193072939515e22adb298388d|BEGIN/);
  });

  test("shows every machine's address, every domain, every opening and every object's id", () => {
    for (const site of model.sites) {
      expect(page).toContain(site.domain);
      for (const { edges, tomcats, entry } of site.zones) {
        expect(page).toContain(entry.virtualAddress);
        for (const { address, name } of [...edges, ...tomcats]) {
          expect(page).toContain(`>${address}<`);
          expect(page).toContain(`>${name}<`);
        }
      }
    }
    for (const { resources } of model.groups)
      for (const { id } of resources) expect(page).toContain(`>${id}<`);
  });

  test("shows the last run, what failed and what the policies said", () => {
    for (const text of [
      "+52",
      "~1",
      "1m 23s",
      "2026-03-01 08:00 UTC",
      "QuotaExceed.Eip",
      "no<br>name",
      "soon",
    ])
      expect(page).toContain(text);
  });

  test("a text that looks like markup stays a text, wherever it stands", () => {
    const hostile = renderPage(poisoned(model), "en");
    expect(faultsOf(hostile)).toEqual([]);
    expect(hostile.match(/<script/g)).toHaveLength(1);
    expect(hostile).not.toMatch(/<b |onclick="/);
    expect(hostile).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  });
});

describe("a page without", () => {
  test("a run says so", async () => {
    const { lastRun: _, ...model } = await modelIn("dev");
    const page = renderPage(model, "en");
    expect(page).toContain("none on this machine");
    expect(page).not.toContain("QuotaExceed");
  });

  test("anything to show still is a page", async () => {
    const environment = environmentOf("dev");
    const plan = planEnvironment(environment);
    const state = new StateIndex([]);
    const model = modelOf({
      stack: "dev",
      sandbox: false,
      environment,
      plan,
      state,
      generatedAt: new Date(0),
    });
    const page = renderPage(model, "zh");
    expect(faultsOf(page)).toEqual([]);
    expect(page).toContain("当前没有任何资源");
    expect(page).toContain("尚未创建");
    expect(page).not.toContain("沙箱");
  });
});

test("any text is safe in a table", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const heading = { en: text, zh: text };
      expect(faultsOf(table([heading], [["cell"]])).filter((fault) => !fault.includes("\u0000"))).toEqual([]);
    }),
  );
});

describe("the judge of markup", () => {
  test.each(["<p>", "<p></b>", "<p class=x></p>", "a < b", "a & b", 'x="1" >', "<p><b></p></b>"])(
    "finds %j",
    (text) => {
      expect(faultsOf(text)).not.toEqual([]);
    },
  );
});
