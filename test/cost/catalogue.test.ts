import { expect, it, test } from "vitest";
import { Catalogue, freeReason, PRICES, unpricedReason } from "../../cost/catalogue/catalogue.ts";
import { FREE_TYPES } from "../../cost/catalogue/free.ts";
import { ON_PREMISES, ON_PREMISES_REGION, pricesOf } from "../../cost/catalogue/on-premises.ts";
import { Decimal } from "../../cost/money.ts";
import { RATERS } from "../../cost/resources/raters.ts";
import { CATALOGUE, estimated, resourcesOf } from "./estimated.ts";

it("has each price once, above nothing, with its source and its day", () => {
  const keys = PRICES.flatMap(({ sku, regions, term }) =>
    regions.map((region) => `${sku} ${region} ${term}`),
  );
  expect(keys).toHaveLength(new Set(keys).size);
  for (const { sku, cny, source, date } of PRICES) {
    expect([sku, new Decimal(cny).gt(0)]).toEqual([sku, true]);
    expect([sku, source.length > 0, /^\d{4}-\d\d-\d\d$/.test(date)]).toEqual([sku, true, true]);
  }
});

it("calls a price an assumption unless its source prints it in yuan", () => {
  const published = PRICES.filter(({ assumption }) => assumption === undefined);
  expect([...new Set(published.map(({ sku }) => sku))].sort()).toEqual([
    "alb.instance.basic",
    "alb.instance.standard",
    "alb.instance.standard-with-waf",
    "clb.instance",
    "nlb.instance",
    "pvtz.requests",
    "pvtz.zone",
    "waf.secu",
  ]);
  // Only the Chinese site's pages print yuan.
  for (const { source } of published) expect(source).toMatch(/^https:\/\/help\.aliyun\.com\//);
});

it("takes no neighbour's price where a region has none", () => {
  expect(CATALOGUE.price("ecs.g7.xlarge", "cn-hangzhou")?.cny).toBe("1");
  expect(CATALOGUE.price("ecs.g7.xlarge", "us-east-1")).toBeUndefined();
});

it("prefers a newer price to its own", () => {
  const [old] = PRICES;
  if (!old) throw new Error("no prices");
  const refreshed = new Catalogue([{ ...old, cny: "7.77", date: "2027-01-01" }]);
  expect(refreshed.price(old.sku, old.regions[0] ?? "", old.term)?.cny).toBe("7.77");
});

test("a bigger server's price follows its parameters", () => {
  const at = (cny: string) =>
    pricesOf({ ...ON_PREMISES, serverCny: { ...ON_PREMISES.serverCny, value: cny } }, "2026-11-25");
  const sum = (prices: ReturnType<typeof at>) =>
    prices.filter(({ sku }) => sku !== "vsphere.storage").map(({ cny }) => new Decimal(cny));
  const [cheap, dear] = [sum(at("90000")), sum(at("180000"))];
  cheap.forEach((price, index) => void expect(dear[index]?.gt(price)).toBe(true));
  expect(at("90000").every(({ regions }) => regions.includes(ON_PREMISES_REGION))).toBe(true);
});

test.each(["dev", "prod"] as const)(
  "knows every type that %s makes: priced, free, or named as unpriced",
  async (tier) => {
    const resources = await resourcesOf(tier);
    const unknown = resources.filter(
      ({ type }) => !(type in RATERS) && !freeReason(type) && !unpricedReason(type),
    );
    expect(unknown.map(({ type }) => type)).toEqual([]);
    // What has a rater has all its prices, too.
    const { unpriced } = estimated(tier, resources);
    expect(unpriced.filter(({ resource }) => resource.type in RATERS)).toEqual([]);
  },
);

it("says of no type both that it is free and what it costs", () => {
  for (const type of Object.keys(RATERS).filter((token) => !token.startsWith("kubernetes:")))
    expect([type, freeReason(type), unpricedReason(type)]).toEqual([type, undefined, undefined]);
  for (const { reason } of FREE_TYPES) expect(reason.zh).toMatch(/[\u4e00-\u9fff]/);
});
