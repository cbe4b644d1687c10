import { describe, expect, it, test } from "vitest";
import { TIERS } from "../../../components/config/environment.ts";
import { changedOnWire } from "../../../policy/analyzer/plain.ts";
import { configurationOf, levelOf } from "../../../policy/environment.ts";
import { Pack } from "../../../policy/pack.ts";
import type { PlannedResource, Properties } from "../../../policy/resource.ts";
import { type AnyRule, type Changes, defaultsOf } from "../../../policy/rule.ts";
import { RULES } from "../../../policy/rules/all.ts";
import { CACHE, ECS_INSTANCE, EIP, VPC } from "../../../policy/types.ts";
import { FAULTS } from "../programs/faults/all.ts";
import { faulty } from "../programs/parts/all.ts";
import { resource } from "./judge.ts";

const MENDING = RULES.filter(({ resource: checks }) => checks?.remediate !== undefined);

/** As the service does it, on values that need no wire. */
const apply = (planned: PlannedResource, changes: Changes): PlannedResource => ({
  ...planned,
  props: changedOnWire(planned.props, changes) as Properties,
});

const findingsOf = (rule: AnyRule, planned: PlannedResource) => [
  ...(rule.resource?.check(planned, defaultsOf(rule.settings) as never) ?? []),
];

/** The faults of a rule on resources that its check sees. */
const faultsOf = (rule: AnyRule) =>
  FAULTS.filter((fault) => fault.rule === rule.id && rule.resource?.types.has(fault.type));

/** A rule's own file has its cases where no fault has; who owns a thing is nobody's default. */
const BY_FAULTS = MENDING.filter((rule) => rule.id !== "mandatory-tags" && faultsOf(rule).length > 0);

test.each(BY_FAULTS.map((rule) => [rule.id, rule] as const))("%s is kept by what it mends", (_, rule) => {
  let mended = 0;
  for (const fault of faultsOf(rule)) {
    const part = faulty(fault, "wrong");
    const wrong = resource(part.type, part.props, { protect: part.protect ?? false });
    const changes = rule.resource?.remediate?.(wrong, defaultsOf(rule.settings) as never);
    if (changes === undefined) continue;
    mended++;
    expect([fault.what, findingsOf(rule, apply(wrong, changes))]).toEqual([fault.what, []]);
  }
  expect(mended).toBeGreaterThan(0);
});

it("deletion-protection sets the cloud's switch, and leaves the engine's to the program", () => {
  const [rule] = MENDING.filter(({ id }) => id === "deletion-protection");
  if (rule === undefined) throw new Error("no such rule");
  const mend = (type: string) => rule.resource?.remediate?.(resource(type, {}), {} as never);
  expect(findingsOf(rule, apply(resource(EIP, {}), mend(EIP) ?? {}))).toEqual([]);
  expect(mend(VPC)).toBeUndefined();
});

describe("a pack", () => {
  const cache = resource(CACHE, { sslEnable: "Disable", instanceReleaseProtection: false });
  const packAt = (...levels: readonly (readonly [string, "remediate" | "mandatory"])[]) => {
    const pack = new Pack(RULES, "en");
    pack.configure(new Map(levels.map(([id, level]) => [id, { level, settings: {} }])));
    return pack;
  };

  it("changes a resource for one rule after the other, and for those of the level alone", () => {
    const pack = packAt(["cache-tls", "remediate"], ["store-deletion-protection", "remediate"]);
    const seen: unknown[] = [];
    const made = pack.remediate(cache, (planned, changes) => {
      seen.push(planned.props.instanceReleaseProtection);
      return apply(planned, changes);
    });
    expect(made.map(({ rule, changes }) => [rule, changes]).sort()).toEqual([
      ["cache-tls", { sslEnable: "Enable" }],
      ["store-deletion-protection", { instanceReleaseProtection: true }],
    ]);
    expect(seen).toHaveLength(2);
    expect(packAt(["cache-tls", "mandatory"]).remediate(cache, apply)).toEqual([]);
    expect(packAt(["cache-tls", "mandatory"]).remediates(CACHE)).toBe(false);
    expect(pack.remediates(CACHE)).toBe(true);
    expect(pack.remediates(VPC)).toBe(false);
  });

  it("leaves what keeps the rule as it is", () => {
    const good = resource(CACHE, { sslEnable: "Enable" });
    expect(packAt(["cache-tls", "remediate"]).remediate(good, apply)).toEqual([]);
  });

  it("fills tags that the environment names, and no other", () => {
    const pack = new Pack(RULES, "en");
    const settings = { fill: { environment: "dev", "no-such": "x" } };
    pack.configure(new Map([["mandatory-tags", { level: "remediate", settings }]]));
    const bare = resource(ECS_INSTANCE, { tags: { owner: "ops" } });
    const made = pack.remediate(bare, apply).filter(({ rule }) => rule === "mandatory-tags");
    expect(made.map(({ changes }) => changes)).toEqual([{ "tags.environment": "dev" }]);
  });
});

describe("changes on the wire", () => {
  const SIGNATURE = "4dabf18193072939515e22adb298388d";
  const secret = (value: unknown) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });
  it("leave everything beside them as it was", () => {
    const wire = { password: secret("x"), list: [{ a: 1, b: secret(2) }, { a: 3 }], deep: null };
    expect(changedOnWire(wire, { "list.0.a": 5, "deep.new": true, top: "t" })).toEqual({
      password: secret("x"),
      list: [{ a: 5, b: secret(2) }, { a: 3 }],
      deep: { new: true },
      top: "t",
    });
    expect(wire.list[0]?.a).toBe(1);
  });
  it("inside a secret stay secret", () => {
    expect(changedOnWire({ tags: secret({ a: "1" }) }, { "tags.b": "2" })).toEqual({
      tags: secret({ a: "1", b: "2" }),
    });
  });
});

test.each(TIERS)("%s asks only rules to mend that know how", (tier) => {
  const configuration = configurationOf(tier);
  const asked = RULES.filter((rule) => levelOf(rule, configuration) === "remediate").map(({ id }) => id);
  expect(MENDING.map(({ id }) => id)).toEqual(expect.arrayContaining(asked));
});
