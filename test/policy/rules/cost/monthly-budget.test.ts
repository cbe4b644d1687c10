import { beforeAll, describe, expect, it } from "vitest";
import { stackBudget, withBudget } from "../../../../policy/budget/stack-budget.ts";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { monthlyBudget } from "../../../../policy/rules/cost/monthly-budget.ts";
import * as t from "../../../../policy/types.ts";
import { judgeStack, resource } from "../judge.ts";

beforeAll(async () => await monthlyBudget.prepare?.());

const SETTINGS = { monthlyCny: 1000, region: "cn-hangzhou", environment: "prod" };

/** 730 yuan a month, and 61.32 for its disk. */
const tomcat = (name: string, props = {}) =>
  resource(
    t.ECS_INSTANCE,
    {
      instanceType: "ecs.g7.xlarge",
      systemDiskCategory: "cloud_essd",
      systemDiskSize: 40,
      tags: { service: "artist" },
      ...props,
    },
    { name },
  );
const edge = resource(
  t.ECS_INSTANCE,
  { instanceType: "ecs.c7.large", systemDiskSize: 40, tags: { service: "food" } },
  { name: "edge" },
);

describe("monthly-budget", () => {
  it("passes what is within the budget", () => {
    expect(judgeStack(monthlyBudget, [tomcat("one")], SETTINGS)).toEqual({
      broken: [],
      undecided: [],
      urns: [],
    });
  });
  it("passes what meets the budget to the fen", () => {
    expect(judgeStack(monthlyBudget, [tomcat("one")], { ...SETTINGS, monthlyCny: 791.32 }).broken).toEqual(
      [],
    );
    expect(
      judgeStack(monthlyBudget, [tomcat("one")], { ...SETTINGS, monthlyCny: 791.31 }).broken,
    ).toHaveLength(1);
  });
  it("names the largest causes, three at most", () => {
    const disk = resource(t.VSPHERE_DISK, { size: 1000 }, { name: "food-disk" });
    const address = resource(t.EIP, { tags: { service: "platform" } }, { name: "nat" });
    expect(
      judgeStack(monthlyBudget, [tomcat("one"), tomcat("two"), edge, disk, address], SETTINGS).broken,
    ).toEqual([
      "A month is expected to come to ¥2145.16 (¥2065.16 to ¥2345.16), over the budget of ¥1000.00. Largest: artist ECS ¥1582.64 (2 resources), food ECS ¥367.92 (1 resources), platform EIP ¥134.60 (1 resources).",
    ]);
  });
  it("judges what it knows of a preview", () => {
    const unknown = tomcat("later", { systemDiskSize: UNKNOWN });
    expect(judgeStack(monthlyBudget, [unknown, tomcat("one")], SETTINGS).broken[0]).toContain("¥1521.32");
  });
  it("has nothing to say without a budget", () => {
    expect(judgeStack(monthlyBudget, [tomcat("one"), tomcat("two")]).broken).toEqual([]);
  });
});

describe("the stack's budget", () => {
  const config = {
    "hougu:environment": "prod",
    "hougu:region": "cn-hangzhou",
    "hougu:budget": '{"monthlyCny":30000,"alertPercent":[50]}',
  };
  it("comes from the stack's configuration", () => {
    expect(stackBudget({ PULUMI_CONFIG: JSON.stringify(config) })).toEqual({
      ...SETTINGS,
      monthlyCny: 30000,
    });
  });
  it.each([undefined, "not JSON", "{}", JSON.stringify({ ...config, "hougu:budget": "{" })])(
    "is none where there is none: %s",
    (PULUMI_CONFIG) => {
      expect(stackBudget({ PULUMI_CONFIG })).toBeUndefined();
    },
  );
  it("leaves the environment's level to the rule", () => {
    const reason = { en: "tries sizes", zh: "试用规格" };
    expect(withBudget({ "monthly-budget": { enforcementLevel: "advisory", reason } }, SETTINGS)).toEqual({
      "monthly-budget": { ...SETTINGS, enforcementLevel: "advisory", reason },
    });
    expect(withBudget({}, SETTINGS)["monthly-budget"]).toMatchObject(SETTINGS);
    expect(withBudget({}, undefined)).toEqual({});
  });
});
