import { existsSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import type { Properties, StackResource } from "../../../policy/resource.ts";
import { UNKNOWN } from "../../../policy/resource.ts";
import type { AnyRule } from "../../../policy/rule.ts";
import { GROUPS, RULES } from "../../../policy/rules/all.ts";
import { FAULTS } from "../programs/faults/all.ts";
import { faulty, PARTS } from "../programs/parts/all.ts";
import { keyOf, type Part, Ref } from "../programs/parts/part.ts";
import { judge, judgeStack, resource } from "./judge.ts";

/** Parts as the end of a preview shows them: what comes from another resource is unknown, where from is known. */
function stackOf(parts: readonly Part[]): StackResource[] {
  const made = new Map<string, StackResource>();
  return parts.map((part) => {
    const madeOf: Record<string, StackResource[]> = {};
    const resolve = (value: unknown, property: string): unknown => {
      if (value instanceof Ref) {
        const source = made.get(value.key);
        if (source === undefined)
          throw new Error(`${part.name} refers to ${value.key}, which isn't made before it`);
        madeOf[property] = [...(madeOf[property] ?? []), source];
        return value.output === "id" ? UNKNOWN : source.props[value.output];
      }
      if (Array.isArray(value)) return value.map((item) => resolve(item, property));
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, property)]));
    };
    const props = Object.fromEntries(
      Object.entries(part.props).map(([name, value]) => [name, resolve(value, name)]),
    ) as Properties;
    const one = resource(
      part.type,
      { ...props, id: UNKNOWN },
      { name: part.name, protect: part.protect ?? false, madeOf },
    );
    made.set(keyOf(part), one);
    return one;
  });
}

/** What a rule says about resources, by the one that it is about. */
function told(rule: AnyRule, stack: readonly StackResource[], urn?: string): string[] {
  const ofResources = stack
    .filter((one) => rule.resource?.types.has(one.type) && (urn === undefined || one.urn === urn))
    .flatMap((one) => judge(rule, one).broken);
  if (rule.stack === undefined) return ofResources;
  const { broken, urns } = judgeStack(rule, stack);
  return [...ofResources, ...broken.filter((_, index) => urn === undefined || urns[index] === urn)];
}

const whole = stackOf(PARTS);

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  it("accepts the parts of a compliant whole", () => {
    expect(told(rule, whole)).toEqual([]);
  });
  for (const fault of FAULTS.filter((one) => one.rule === id)) {
    it(`refuses ${fault.type.split(":").at(-1)}: ${fault.what}`, () => {
      const wrong = faulty(fault, "wrong");
      const stack = stackOf([...PARTS, wrong]);
      expect(told(rule, stack, stack.at(-1)?.urn).length).toBeGreaterThan(0);
    });
  }
});

test.each(GROUPS.flatMap(({ id: group, rules }) => rules.map((rule) => [rule.id, group] as const)))(
  "%s has cases: faults, or a file of its own",
  (id, group) => {
    const file = existsSync(new URL(`${group}/${id}.test.ts`, import.meta.url));
    expect(file || FAULTS.some(({ rule }) => rule === id)).toBe(true);
  },
);

it("has faults of rules that exist alone", () => {
  expect(RULES.map(({ id }) => id)).toEqual(expect.arrayContaining(FAULTS.map(({ rule }) => rule)));
});
