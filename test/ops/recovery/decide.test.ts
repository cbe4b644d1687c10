import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decide,
  describe as describeResource,
  fits,
  pendingCreates,
  settle,
} from "../../../ops/recovery/decide.ts";
import { inOrder } from "../../../ops/recovery/order.ts";
import type { Deployment } from "../../../ops/stack/deployment.ts";
import { sealed } from "../state-of.ts";
import {
  brokenReferences,
  creating,
  EIP,
  interrupted,
  object,
  PROVIDER_URN,
  RULE,
  resource,
  urnOf,
} from "./states.ts";

const namesOf = ({ adopt, clear }: ReturnType<typeof decide>) => ({
  adopt: adopt.map(({ resource: { urn }, id }) => `${urn.split("::").at(-1)}=${id}`),
  clear: clear.map(({ urn }) => urn.split("::").at(-1)),
});

describe("which object an open creation is", () => {
  const deployment: Deployment = {
    resources: [resource("known")],
    pending_operations: [creating("entry"), creating("exit")],
  };

  test("the one with all its inputs; where there is none, it didn't happen", () => {
    const objects = new Map([[EIP, [object("eip-1", { addressName: "entry", bandwidth: "5" })]]]);
    expect(namesOf(decide(deployment, objects))).toEqual({ adopt: ["entry=eip-1"], clear: ["exit"] });
  });

  test("never one that a resource of the state is already", () => {
    const objects = new Map([[EIP, [object("known-id", { addressName: "entry" })]]]);
    expect(namesOf(decide(deployment, objects))).toEqual({ adopt: [], clear: ["entry", "exit"] });
  });

  test("never one of another type, though its id be the same", () => {
    const objects = new Map([[RULE, [object("eip-1", { addressName: "entry" })]]]);
    expect(decide(deployment, objects).adopt).toEqual([]);
    const same = { ...deployment, resources: [resource("x", { type: RULE, id: "eip-1" })] };
    expect(
      namesOf(decide(same, new Map([[EIP, [object("eip-1", { addressName: "entry" })]]]))).adopt,
    ).toEqual(["entry=eip-1"]);
  });

  test("a creation that says little doesn't take what another one describes exactly", () => {
    const pending = [
      creating("vague", { inputs: { zone: "k" } }),
      creating("exact", { inputs: { zone: "k", addressName: "exact" } }),
    ];
    const objects = new Map([
      [EIP, [object("of-exact", { zone: "k", addressName: "exact" }), object("of-vague", { zone: "k" })]],
    ]);
    // In the order in which the engine began them, though the exact one chose first.
    expect(namesOf(decide({ pending_operations: pending }, objects)).adopt).toEqual([
      "vague=of-vague",
      "exact=of-exact",
    ]);
  });

  test("the one that says most chooses first, and each takes the object that says least beside", () => {
    const vague = creating("vague", { inputs: { zone: "k" } });
    const exact = creating("exact", { inputs: { zone: "k", addressName: "exact" } });
    const rich = object("rich", { zone: "k", addressName: "exact" });
    const poor = object("poor", { zone: "k" });
    const one = decide({ pending_operations: [vague, exact] }, new Map([[EIP, [rich]]]));
    expect(namesOf(one)).toEqual({ adopt: ["exact=rich"], clear: ["vague"] });
    const two = decide({ pending_operations: [vague] }, new Map([[EIP, [rich, poor]]]));
    expect(namesOf(two).adopt).toEqual(["vague=poor"]);
  });

  test("only creations are looked for", () => {
    const pending = [{ type: "updating" as const, resource: resource("known") }, creating("entry")];
    expect(pendingCreates({ pending_operations: pending }).map(({ urn }) => urn)).toEqual([urnOf("entry")]);
    expect(pendingCreates({})).toEqual([]);
  });
});

describe("what fits", () => {
  test.each([
    ["a number that came back as a text", { bandwidth: 5 }, { bandwidth: "5" }, true],
    ["a switch that came back as a text", { on: true }, { on: "true" }, true],
    ["another value", { bandwidth: 5 }, { bandwidth: 6 }, false],
    ["a missing value", { bandwidth: 5 }, {}, false],
    ["more than was asked for", { tags: { a: "1" } }, { tags: { a: "1", b: "2" } }, true],
    ["less than was asked for", { tags: { a: "1", b: "2" } }, { tags: { a: "1" } }, false],
    ["a list in the same order", { zones: ["k", "j"] }, { zones: ["k", "j"] }, true],
    ["a list in another order", { zones: ["k", "j"] }, { zones: ["j", "k"] }, false],
    ["a longer list", { zones: ["k"] }, { zones: ["k", "j"] }, false],
    ["a group where a text is", { tags: { a: "1" } }, { tags: "a=1" }, false],
    ["a secret, which nobody can compare", { password: sealed("v1:x"), name: "a" }, { name: "a" }, true],
    ["what the engine adds for itself", { __defaults: ["x"], name: "a" }, { name: "a" }, true],
    ["nothing asked for", {}, { name: "a" }, true],
  ])("%s: %#", (_, inputs, properties, expected) => {
    expect(fits(inputs, { properties })).toBe(expected);
  });

  test("an input that the cloud never shows doesn't decide, another one does", () => {
    const hiddenInputs = ["userData"];
    expect(fits({ userData: "x", name: "a" }, { properties: { name: "a" }, hiddenInputs })).toBe(true);
    expect(fits({ userData: "x", name: "a" }, { properties: { name: "b" }, hiddenInputs })).toBe(false);
    expect(fits({ userData: "x" }, { properties: {} })).toBe(false);
  });
});

describe("the state afterwards", () => {
  test("an adopted creation has its id, and outputs for the refresh to fill in", () => {
    const deployment = { resources: [resource("a")], pending_operations: [creating("b")] };
    const after = settle(deployment, {
      adopt: [{ resource: creating("b").resource, id: "eip-b" }],
      clear: [],
    });
    expect(after.resources?.at(-1)).toMatchObject({
      urn: urnOf("b"),
      id: "eip-b",
      outputs: { addressName: "b" },
    });
    expect(after).not.toHaveProperty("pending_operations");
  });

  test("other open operations wait for the refresh", () => {
    const updating = { type: "updating" as const, resource: resource("a") };
    const deployment = { resources: [resource("a")], pending_operations: [creating("b"), updating] };
    expect(settle(deployment, { adopt: [], clear: [creating("b").resource] })).toEqual({
      resources: [resource("a")],
      pending_operations: [updating],
    });
  });

  test("a predecessor that still exists waits for its deletion, one that is gone goes", () => {
    const replacement = creating("a").resource;
    const decisions = { adopt: [{ resource: replacement, id: "new-a" }], clear: [] };
    const alive = settle({ resources: [resource("a"), resource("b")] }, decisions).resources;
    expect(alive?.map(({ id, delete: gone }) => [id, gone ?? false])).toEqual([
      ["new-a", false],
      ["b-id", false],
      ["a-id", true],
    ]);
    const gone = settle({ resources: [resource("a", { pendingReplacement: true })] }, decisions).resources;
    expect(gone?.map(({ id }) => id)).toEqual(["new-a"]);
  });

  test("a successor stands behind what it newly depends on, and before what depends on it", () => {
    const before = [
      resource("a"),
      resource("user of a", { dependencies: [urnOf("a")] }),
      resource("newly needed"),
    ];
    const replacement = creating("a", { dependencies: [urnOf("newly needed")] }).resource;
    const after = settle(
      { resources: before },
      { adopt: [{ resource: replacement, id: "new-a" }], clear: [] },
    );
    expect(brokenReferences(after.resources ?? [])).toEqual([]);
    expect(after.resources?.map(({ id }) => id)).toEqual([
      "newly needed-id",
      "new-a",
      "user of a-id",
      "a-id",
    ]);
  });

  test("parents and providers count as well as dependencies", () => {
    const child = resource("child", { parent: urnOf("component"), provider: `${PROVIDER_URN}::0a1b` });
    const provider = resource("alicloud", { urn: PROVIDER_URN, type: "pulumi:providers:alicloud" });
    expect(inOrder([child, provider, resource("component")]).map(({ urn }) => urn)).toEqual([
      urnOf("component"),
      PROVIDER_URN,
      urnOf("child"),
    ]);
  });

  test("a circle, which no engine writes, ends", () => {
    const circle = [
      resource("a", { dependencies: [urnOf("b")] }),
      resource("b", { dependencies: [urnOf("a")] }),
    ];
    expect(inOrder(circle)).toHaveLength(2);
  });
});

describe("laws", () => {
  test("no object is adopted twice, and none that a resource is already", () => {
    fc.assert(
      fc.property(interrupted, ({ deployment, objects }) => {
        const { adopt } = decide(deployment, objects);
        const ids = adopt.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const taken = new Set(deployment.resources?.map(({ id }) => id));
        expect(ids.filter((id) => taken.has(id))).toEqual([]);
      }),
    );
  });

  test("every open creation is either adopted, with an object that fits, or cleared", () => {
    fc.assert(
      fc.property(interrupted, ({ deployment, objects }) => {
        const { adopt, clear } = decide(deployment, objects);
        const decided = [...adopt.map(({ resource: { urn } }) => urn), ...clear.map(({ urn }) => urn)];
        expect(decided.toSorted()).toEqual(
          pendingCreates(deployment)
            .map(({ urn }) => urn)
            .toSorted(),
        );
        for (const { resource: wanted, id } of adopt) {
          const found = objects.get(wanted.type)?.find((candidate) => candidate.id === id);
          expect(found && fits(wanted.inputs ?? {}, found)).toBe(true);
        }
        // Nothing is forgotten while an object that fits it is nobody's: that would be an orphan.
        const left = (objects.get(EIP) ?? []).filter(
          ({ id }) =>
            !adopt.some((one) => one.id === id) && !deployment.resources?.some((one) => one.id === id),
        );
        for (const { inputs } of clear) expect(left.filter((one) => fits(inputs ?? {}, one))).toEqual([]);
      }),
    );
  });

  test("the state afterwards holds together: the order of dependencies, no URN twice, nothing lost", () => {
    fc.assert(
      fc.property(interrupted, ({ deployment, objects }) => {
        // What the arbitrary makes must itself be what an engine writes.
        fc.pre(brokenReferences(deployment.resources ?? []).length === 0);
        const decisions = decide(deployment, objects);
        const { resources = [], pending_operations = [] } = settle(deployment, decisions);
        expect(brokenReferences(resources)).toEqual([]);
        expect(pending_operations.filter(({ type }) => type === "creating")).toEqual([]);
        const ids = resources.map(({ id }) => id);
        for (const { id } of decisions.adopt) expect(ids).toContain(id);
        for (const { id, pendingReplacement, urn } of deployment.resources ?? []) {
          const replaced = decisions.adopt.some((one) => one.resource.urn === urn);
          if (!(pendingReplacement && replaced)) expect(ids).toContain(id);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test("a resource for who has to look for it", () => {
  expect(describeResource(resource("entry", { inputs: { addressName: "hougu-dev-entry" } }))).toBe(
    `entry (${EIP}, named 'hougu-dev-entry')`,
  );
  expect(describeResource(resource("rule", { inputs: { port: 22 } }))).toBe(`rule (${EIP})`);
});
