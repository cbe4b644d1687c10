import { describe, expect, test } from "vitest";
import { checkEnvironment, parseEnvironment } from "../../components/config/parse.ts";
import { ConfigError } from "../../components/config/problem.ts";
import { keyOf } from "../../components/config/raw.ts";
import { SECRET_KEYS } from "../../components/config/secrets.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { ENTRY } from "./bad-values/entry.ts";
import { PLACES } from "./bad-values/places.ts";
import { RELATIONS } from "./bad-values/relations.ts";
import { SHAPES } from "./bad-values/shapes.ts";
import { UNKNOWN_KEYS } from "./bad-values/unknown-keys.ts";
import { put, stack } from "./stack.ts";

const BAD_VALUES = [...SHAPES, ...UNKNOWN_KEYS, ...RELATIONS, ...ENTRY, ...PLACES];

describe("a configuration with one mistake", () => {
  for (const {
    mistake,
    tier = "dev",
    path,
    value,
    also = [],
    key = keyOf(path),
    shown,
    expected,
    remedy,
  } of BAD_VALUES) {
    test(mistake, () => {
      const raw = stack(tier);
      for (const [at, other] of also) put(raw.values, at, other);
      put(raw.values, path, value);

      const { problems, parsed } = checkEnvironment(raw);

      expect(parsed).toBeUndefined();
      const problem = problems.find((candidate) => candidate.key === key);
      expect(
        problem,
        `no problem at ${key} among ${problems.map((other) => other.key).join(", ")}`,
      ).toBeDefined();
      expect(problem?.expected.en).toEqual(
        typeof expected === "string" ? expected : expect.stringMatching(expected),
      );
      expect(problem?.remedy.en).toEqual(typeof remedy === "string" ? remedy : expect.stringMatching(remedy));
      if (shown !== "*")
        expect(problem?.value).toBe(shown === undefined ? JSON.stringify(value) : (shown ?? undefined));
      // An operator who reads Chinese gets the same facts.
      expect(problem?.expected.zh).toMatch(/./);
      expect(problem?.remedy.zh).toMatch(/\p{Script=Han}/u);
      expect(() => parseEnvironment(raw)).toThrow(ConfigError);
    });
  }

  test("each mistake has its own name", () => {
    const names = BAD_VALUES.map(({ mistake }) => mistake);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a configuration at the edge of what is allowed", () => {
  test("takes the last addresses of its segment", () => {
    const raw = stack("dev");
    put(raw.values, ["images"], undefined);
    // For each mini-program three of edges, twelve of Tomcats, eight of brokers and a database's: .207 to .254.
    put(raw.values, ["vsphere", "segment", "firstAddress"], "192.168.50.207");
    expect(checkEnvironment(raw).problems).toEqual([]);
    for (const key of ["data", "dataKey"]) put(raw.values, [key], undefined);
    // Without databases up to the one broker's: .223 to .254.
    put(raw.values, ["vsphere", "segment", "firstAddress"], "192.168.50.223");
    expect(checkEnvironment(raw).problems).toEqual([]);
    put(raw.values, ["messaging"], undefined);
    for (const key of SECRET_KEYS.filter((name) => /^(messaging|erlang|broker)/.test(name)))
      put(raw.values, [key], undefined);
    // Without brokers ten, .245 to .254; .255 is the broadcast address.
    put(raw.values, ["vsphere", "segment", "firstAddress"], "192.168.50.245");
    expect(checkEnvironment(raw).problems).toEqual([]);
    const { environment } = parseEnvironment(raw, { secrets: "ignored" });
    const food = planEnvironment(environment).miniPrograms.find(({ name }) => name === "food");
    expect(food?.tomcats.at(-1)?.address).toBe("192.168.50.254");
  });

  test("fills the smallest VPC with seven zones, and the planner has room for them", () => {
    const raw = stack("dev");
    // Pods have addresses of the VPC: a cluster needs a larger one.
    put(raw.values, ["kubernetes"], undefined);
    put(raw.values, ["network", "cidr"], "10.20.0.0/20");
    put(
      raw.values,
      ["zones"],
      [..."bcdefgh"].map((letter) => `cn-hangzhou-${letter}`),
    );
    expect(checkEnvironment(raw).problems).toEqual([]);
    const { environment } = parseEnvironment(raw, { secrets: "ignored" });
    // Three for each zone and the NAT gateway's.
    expect(planEnvironment(environment).subnets).toHaveLength(22);
  });

  test("runs in a region whose zones have no hyphen", () => {
    const raw = stack("dev");
    put(raw.values, ["region"], "ap-southeast-1");
    put(raw.values, ["zones"], ["ap-southeast-1a"]);
    expect(checkEnvironment(raw).problems).toEqual([]);
  });

  test("uses one virtual router id on two platforms", () => {
    const raw = stack("dev");
    put(raw.values, ["food", "edge", "virtualRouterId"], 51);
    expect(checkEnvironment(raw).problems).toEqual([]);
  });
});

describe("the committed configurations", () => {
  for (const tier of ["dev", "prod"] as const) {
    test(`${tier} has no problem once its secrets are set`, () => {
      expect(checkEnvironment(stack(tier)).problems).toEqual([]);
    });
  }
});
