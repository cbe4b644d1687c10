import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { planEnvironment } from "../../../components/environment/plan.ts";
import { safe as escaped, table } from "../../../ops/report/markup.ts";
import { type LastRun, machinesOf, type ReportModel } from "../../../ops/report/model.ts";
import { modelOf } from "../../../ops/report/model-of.ts";
import { renderPage } from "../../../ops/report/page.ts";
import { StateIndex } from "../../../ops/report/state-index.ts";
import { WORDS } from "../../../ops/report/words.ts";
import { environmentOf, SECRET_VALUES } from "../../program/recorded.ts";
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

/** A state of several hundred resources is recorded first: seconds on an idle machine. */
const RECORDING_MS = 60_000;

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
const KEPT = new Set(["kind", "label", "level", "role", "platform", "site", "counts"]);

describe.each(["dev", "prod"] as const)("the page of %s", (tier) => {
  let model: ReportModel;
  let page: string;
  beforeAll(async () => {
    model = await modelIn(tier);
    page = renderPage(model, "en");
  }, RECORDING_MS);

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
    const words = ["Network openings", "网络放行规则", "Ways in", "访问入口"];
    // Behind balancers no pair has an elastic address of its own.
    const pairs = tier === "dev" ? ["Elastic IP", "弹性公网 IP"] : [];
    for (const word of [...words, ...pairs]) expect(page).toContain(word);
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
    const { dataKey, messagingKey, brokers } = SECRET_VALUES;
    for (const text of [...SECRET_TEXTS, dataKey, messagingKey, ...Object.values(brokers)])
      expect(page).not.toContain(text);
    expect(page).not.toMatch(/v1:|4dabf18193072939515e22adb298388d|BEGIN/);
  });

  test("shows every machine's address, every domain, every opening and every object's id", () => {
    for (const site of model.sites) {
      expect(page).toContain(site.domain);
      for (const { entry } of site.zones) {
        const addresses =
          entry?.kind === "pair"
            ? [entry.virtualAddress]
            : (entry?.balancers.map(({ address }) => address ?? expect.unreachable("no address")) ?? []);
        for (const address of addresses) expect(page).toContain(`>${address}<`);
      }
      for (const { address, name } of machinesOf(site)) {
        expect(page).toContain(`>${address}<`);
        expect(page).toContain(`>${name}<`);
      }
    }
    for (const { resources } of model.groups)
      for (const { id } of resources) expect(page).toContain(`>${id}<`);
  });

  test("shows every stop of every way in, every store, and whatever all share", () => {
    const cards = [
      ...model.sites.flatMap(({ ways, stores }) => [...ways.flatMap(({ stops }) => stops), ...stores]),
      ...(model.cluster ? [model.cluster.card, ...model.cluster.pools] : []),
      ...model.grounds.cards,
    ];
    expect(cards.length).toBeGreaterThan(12);
    for (const { name, facts } of cards) {
      expect(page).toContain(`<strong class="name">${name}</strong>`);
      for (const { value } of facts) expect(page.replaceAll("<wbr>", "")).toContain(escaped(value));
    }
    for (const { name, subnets } of model.grounds.zones) {
      expect(page).toContain(`<strong class="name">${name}</strong>`);
      for (const { cidr } of subnets) expect(page).toContain(`<dd>${cidr}</dd>`);
    }
  });

  test("shows every workload between its floor and its ceiling, and every container on its host", () => {
    const workloads = model.cluster?.namespaces.flatMap((namespace) => namespace.workloads) ?? [];
    expect(workloads.length).toBeGreaterThan(7);
    for (const { floor, ceiling, size } of workloads) {
      expect(page).toContain(`>${floor}..${ceiling}<`);
      expect(page).toContain(`>${size}<`);
    }
    // Ranges stand on one scale: no bar leaves it.
    for (const [, left, width] of page.matchAll(/left:([\d.]+)%;width:([\d.]+)%/g))
      expect(Number(left) + Number(width)).toBeLessThanOrEqual(100.1);
    for (const { name, address, containers } of model.dockerHosts) {
      expect(page).toContain(`<strong class="name">${name}</strong>`);
      expect(page).toContain(`>${address}<`);
      for (const container of containers)
        expect(page).toContain(`<strong class="name">${container.name}</strong>`);
    }
  });

  test("what exists is not called planned, and nothing is drawn as absent", () => {
    expect(page).not.toContain(WORDS.notYet.en);
    expect(page).not.toMatch(/class="[^"]*\babsent\b/);
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
