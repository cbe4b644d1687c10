import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkInputs } from "../../sandbox/facts/facts.ts";
import { requireFacts } from "../../sandbox/facts/load.ts";
import { draw } from "../../tools/conformance/variations/variation.ts";

const VPC = "alicloud:vpc/network:Network";
const VSWITCH = "alicloud:vpc/switch:Switch";

describe("a variation of a resource", () => {
  it("is the same for the same seed, and obeys the facts whatever the seed is", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const inputs = { vpcName: "main", cidrBlock: "10.20.0.0/16" };
        const drawn = draw(requireFacts(VPC), inputs, seed);
        expect(draw(requireFacts(VPC), inputs, seed)).toEqual(drawn);
        expect(checkInputs(VPC, { ...inputs, ...drawn })).toEqual([]);
      }),
    );
  });

  it("never asks for what can't be undone, and leaves alone what refers to something", () => {
    const seeds = Array.from({ length: 200 }, (_, seed) => seed);
    const drawn = seeds.flatMap((seed) => Object.keys(draw(requireFacts(VPC), { vpcName: "main" }, seed)));
    expect(drawn).toContain("tags");
    expect(drawn).not.toContain("dryRun");
    expect(drawn).not.toContain("forceDelete");
    const ofSwitch = seeds.flatMap((seed) =>
      Object.keys(draw(requireFacts(VSWITCH), { vpcId: "vpc-1", zoneId: "cn-hangzhou-k" }, seed)),
    );
    expect(ofSwitch).not.toContain("vpcId");
    expect(ofSwitch).not.toContain("zoneId");
  });

  it("gives something else than the program does, where there is something else", () => {
    const facts = { mode: { type: "string", optional: true, oneOf: ["a", "b"] } } as const;
    for (let seed = 0; seed < 20; seed++) expect(draw(facts, { mode: "a" }, seed)).toEqual({ mode: "b" });
  });
});
