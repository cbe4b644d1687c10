import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { costCommand } from "../../../ops/commands/cost.ts";
import { pricesCommand } from "../../../ops/commands/prices.ts";
import { writeRefreshed } from "../../../ops/cost/refreshed-prices.ts";
import { openStack } from "../../../ops/stack/open-stack.ts";
import { environmentOf } from "../../program/recorded.ts";
import { type Fake, type FakeOptions, fakeStack } from "../fake-open-stack.ts";
import { faultsOf } from "../report/well-formed.ts";
import { SECRET_TEXTS, stateOf } from "../state-of.ts";

vi.mock(import("../../../ops/stack/open-stack.ts"), async (original) => ({
  ...(await original()),
  openStack: vi.fn<typeof openStack>(),
}));

const { deployment } = await stateOf(environmentOf("prod"));

interface Document {
  readonly total: { readonly low: string; readonly expected: string; readonly high: string };
  readonly assumedShare: string;
  readonly budget: { readonly monthly: string; readonly expectedWithin: boolean };
  readonly byProgram: readonly { readonly key: string; readonly expected: string }[];
  readonly unpriced: readonly { readonly name: string; readonly reason: string }[];
  readonly files?: Readonly<Record<string, string>>;
}

async function cost(options: FakeOptions = {}, before?: (fake: Fake) => void) {
  const fake = fakeStack({ tier: "prod", deployment, ...options });
  before?.(fake);
  vi.mocked(openStack).mockResolvedValue(fake.open);
  const { document } = await costCommand.run(fake.context);
  return { ...fake, document: document as Document, text: fake.terminal.text() };
}

test("prod comes to what the spreadsheet says, and its doubts are told", async () => {
  const { document, text } = await cost();
  expect(document.total).toEqual({ low: "22945.29", expected: "25653.37", high: "30268.01" });
  expect(document.budget).toEqual({ monthly: "30000.00", expectedWithin: true });
  expect(document.byProgram.map(({ key }) => key)).toEqual(["artist", "platform", "food"]);
  expect(text).toMatch(/^Total +22,945\.29 +25,653\.37 +30,268\.01$/m);
  expect(text).toMatch(/^96 % rests on assumed prices$/m);
  expect(text).toMatch(/^Oldest price: 2026-11-25 \(\d+ days, /m);
  expect(document.unpriced.map(({ name }) => name)).toContain("artist-mysql-migrate");
  expect(text).toContain("artist-mysql-migrate: No published price of a managed secret was found");
});

test("in Chinese, nothing is left in English but names", async () => {
  const { text } = await cost({ invocation: { lang: "zh" } });
  expect(text).toMatch(/^合计 +22,945\.29/m);
  expect(text).toContain("未找到托管凭据的公开价格");
  expect(text).not.toMatch(/\b(the|of|price|month)\b/i);
});

test("an environment that is down costs nothing", async () => {
  const { document, text } = await cost({ deployment: { resources: [] } });
  expect(document.total.expected).toBe("0.00");
  expect(text).toContain("Nothing exists");
});

test("--html and --csv write files without secrets that a browser and a FinOps tool read", async () => {
  const { document } = await cost({ invocation: { flags: { html: true, csv: true } } });
  const html = readFileSync(document.files?.html ?? "", "utf8");
  const csv = readFileSync(document.files?.csv ?? "", "utf8");
  expect(faultsOf(html)).toEqual([]);
  for (const secret of SECRET_TEXTS) {
    expect(html).not.toContain(secret);
    expect(csv).not.toContain(secret);
  }
  expect(html).toContain("¥25,653.37");
  expect(html).toContain("后古艺术家 (artist)");
  expect(html.match(/<svg /g)).toHaveLength(3);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  expect(csv.split("\r\n")[0]).toContain("BilledCost,BillingAccountId");
});

test("another usage file, and what is wrong with it", async () => {
  let file = "";
  const wrong = (fake: Fake) => {
    file = path.join(fake.open.target.projectRoot, "usage.json");
    writeFileSync(file, '{"scaling":{"low":2,"expected":1,"high":1}}');
  };
  const usage = { invocation: { flags: { usage: "/nowhere.json" } } };
  await expect(cost(usage)).rejects.toMatchObject({ code: "usage" });
  const fake = fakeStack({ tier: "prod", deployment });
  wrong(fake);
  vi.mocked(openStack).mockResolvedValue(fake.open);
  const context = { ...fake.context, invocation: { ...fake.context.invocation, flags: { usage: file } } };
  await expect(costCommand.run(context)).rejects.toMatchObject({
    code: "usage",
    details: {
      problems: expect.arrayContaining([expect.objectContaining({ en: expect.stringContaining("scaling") })]),
    },
  });
});

test("refreshed prices take the place of the catalogue's", async () => {
  const { document } = await cost({}, (fake) => {
    writeRefreshed(fake.open.target.home, [
      {
        sku: "acr.basic",
        product: "ACR",
        regions: ["cn-hangzhou"],
        term: "subscription",
        unit: "month",
        cny: "880",
        source: "test",
        date: "2026-12-01",
      },
    ]);
  });
  expect(document.total.expected).toBe("25753.37");
});

test("prices refresh needs a key, and says which", async () => {
  const { context } = fakeStack({ tier: "prod" });
  await expect(pricesCommand.run({ ...context, env: {} })).rejects.toMatchObject({
    code: "usage",
    details: { hint: { en: expect.stringContaining("ALICLOUD_ACCESS_KEY") } },
  });
});
