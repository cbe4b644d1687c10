import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumOf } from "../../cost/estimate/estimate.ts";
import { byHour, byProduct, byProgram, byResource, byTag } from "../../cost/estimate/totals.ts";
import { DAYS_PER_MONTH, Decimal, SCENARIOS } from "../../cost/money.ts";
import { RATERS } from "../../cost/resources/raters.ts";
import type { BillableResource } from "../../cost/resources/resource.ts";
import { estimated, resourcesOf } from "./estimated.ts";

interface HandLine {
  readonly sku: string;
  readonly cost: Decimal;
}

/** The spreadsheet: computed apart, from the configuration, the price list and the usage file. */
const BY_HAND: readonly HandLine[] = readFileSync(path.join(import.meta.dirname, "prod-by-hand.csv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .map(([, , sku = "", , , cost = ""]) => ({ sku, cost: new Decimal(cost) }));

const PROD = await resourcesOf("prod");
const ESTIMATE = estimated("prod", PROD);

describe("prod against a spreadsheet computed apart", () => {
  it("comes to the same, to the fen", () => {
    const sum = BY_HAND.reduce((total, { cost }) => total.plus(cost), new Decimal(0));
    expect(ESTIMATE.total.expected.toFixed(2)).toBe(sum.toFixed(2));
    expect(ESTIMATE.items.length).toBeGreaterThan(100);
  });

  it("by what is sold, to the fen", () => {
    const sums = (lines: readonly HandLine[]) =>
      Object.fromEntries(
        [...Map.groupBy(lines, ({ sku }) => sku)]
          .map(([sku, members]) => [
            sku,
            members.reduce((sum, { cost }) => sum.plus(cost), new Decimal(0)).toFixed(2),
          ])
          .sort(),
      );
    const ours = ESTIMATE.items.map(({ price, cost }) => ({ sku: price.sku, cost: cost.expected }));
    expect(sums(ours)).toEqual(sums(BY_HAND));
  });
});

it("adds up: parts by product, mini-program, tag and resource are the whole in every scenario", () => {
  const divisions = [
    byProduct(ESTIMATE),
    byProgram(ESTIMATE),
    byResource(ESTIMATE),
    byTag(ESTIMATE, "role"),
    byTag(ESTIMATE, "cost-centre"),
  ];
  for (const parts of divisions)
    for (const scenario of SCENARIOS)
      expect(sumOf(parts)[scenario].toFixed(2)).toBe(ESTIMATE.total[scenario].toFixed(2));
});

it("spreads over the hours of a day what a day costs", () => {
  const hours = [...byHour(ESTIMATE.items, DAYS_PER_MONTH).values()].flat();
  const day = hours.reduce((sum, cost) => sum + cost, 0);
  expect(day).toBeCloseTo(ESTIMATE.total.expected.div(DAYS_PER_MONTH).toNumber(), 6);
});

it("finds the mini-program of what has no tags by its name", () => {
  const disk = ESTIMATE.items.find(({ resource }) => resource.name === "food-database-data");
  expect(disk?.program).toBe("food");
  expect(ESTIMATE.items.find(({ resource }) => resource.name === "food-tomcat-1")?.resource.tags.role).toBe(
    "tomcat",
  );
});

it("divides the traffic of a mini-program among its addresses, and charges it once", () => {
  const traffic = ESTIMATE.items.filter(
    ({ price, program }) => price.sku === "eip.traffic" && program === "artist",
  );
  expect(traffic).toHaveLength(4);
  expect(sumOf(traffic).expected.toFixed(2)).toBe("480.00");
});

it("names what has no price, and why", () => {
  const stranger: BillableResource = {
    urn: "urn:x",
    type: "alicloud:foo/bar:Bar",
    name: "x",
    props: {},
    tags: {},
  };
  const nameless = { ...stranger, urn: "urn:y", type: "alicloud:ecs/instance:Instance" };
  const { unpriced, total } = estimated("dev", [stranger, nameless]);
  expect(unpriced.map(({ reason }) => reason.en)).toEqual([
    "the catalogue does not know this type",
    "instanceType is not known, and the price depends on it",
    "systemDiskSize is not known, and the price depends on it",
  ]);
  expect(total.expected.isZero()).toBe(true);
  const elsewhere = { ...nameless, props: { instanceType: "ecs.x99.large", systemDiskSize: 20 } };
  expect(estimated("dev", [elsewhere]).unpriced[0]?.reason.en).toBe(
    "no price of ecs.x99.large in cn-hangzhou",
  );
});

describe("laws", () => {
  const priced = PROD.filter(({ type }) => type in RATERS);
  const some = fc.uniqueArray(fc.constantFrom(...priced), { selector: ({ urn }) => urn, maxLength: 40 });
  const count = fc.integer({ min: 1, max: 5 });

  it("a resource more never lowers the total, in any scenario", () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...priced), count, (resources, added, copy) => {
        const more = { ...added, urn: `${added.urn}-${copy}`, name: added.name };
        const [before, after] = [estimated("prod", resources), estimated("prod", [...resources, more])];
        return SCENARIOS.every((scenario) => after.total[scenario].gte(before.total[scenario]));
      }),
      { numRuns: 60 },
    );
  });

  it("the parts are the whole, whatever the resources", () => {
    fc.assert(
      fc.property(some, (resources) => {
        const found = estimated("prod", resources);
        return SCENARIOS.every(
          (scenario) =>
            sumOf(byResource(found))[scenario].eq(found.total[scenario]) &&
            sumOf(byProgram(found))[scenario].eq(found.total[scenario]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("low is at most expected, expected at most high; the order of resources doesn't matter", () => {
    fc.assert(
      fc.property(some, (resources) => {
        const { total } = estimated("prod", resources);
        const turned = estimated("prod", [...resources].reverse()).total;
        return (
          total.low.lte(total.expected) &&
          total.expected.lte(total.high) &&
          SCENARIOS.every((scenario) => turned[scenario].eq(total[scenario]))
        );
      }),
      { numRuns: 60 },
    );
  });
});
