import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import fc from "fast-check";
import { factsOf, type Properties, type Property } from "../../../sandbox/facts/facts.ts";
import { isInput } from "../../../sandbox/facts/value.ts";
import { acceptedBy } from "../../../test/facts/inputs-arbitrary.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** What a variation gave to a resource: a property's name and its value. */
export interface Given {
  readonly type: string;
  readonly name: string;
  readonly property: string;
  readonly value: unknown;
}

/** How many properties of one resource are varied at most: few enough that a refusal tells which. */
const MOST = 3;

/**
 * The same program with other inputs, drawn from the facts: what a property accepts, put in place of what the program gives
 * or where it gives nothing. The same seed draws the same inputs, through whichever provider they go.
 *
 * @param left resources as `<type> <name>` that keep the program's own inputs
 * @param given gets what was drawn; complete when the program has ended
 */
export function varied(
  program: PulumiFn,
  { seed, left, given }: { readonly seed: number; readonly left: ReadonlySet<string>; given: Given[] },
): PulumiFn {
  return async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
      const facts = factsOf(type);
      if (!facts || !type.startsWith("alicloud:") || left.has(`${type} ${name}`)) return undefined;
      const drawn = draw(facts, props as Inputs, seedOf(seed, type, name));
      for (const [property, value] of Object.entries(drawn)) given.push({ type, name, property, value });
      return { props: { ...props, ...drawn }, opts };
    });
    return program();
  };
}

/** Values for a few properties that a resource may be given beside, or in place of, its own. Pure. */
export function draw(facts: Properties, inputs: Inputs, seed: number): Inputs {
  const candidates = Object.entries(facts).filter(([name, property]) =>
    mayVary(name, property, inputs[name], facts),
  );
  if (candidates.length === 0) return {};
  const some = fc
    .shuffledSubarray(candidates, { minLength: 1, maxLength: Math.min(MOST, candidates.length) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(chosen.map(([name, property]) => [name, valueFor(name, property, inputs[name])])),
        { noNullPrototype: true },
      ),
    );
  return fc.sample(some, { numRuns: 1, seed })[0] as Inputs;
}

/** They cost a subscription that can't be given back, keep from deletion, or ask for nothing to be done. */
const LEFT_ALONE =
  /charge|payment|period|renew|protect|dryRun|force|skip|enableDelete|retention|pricing|delete/i;

/** A value that refers to nothing and that nothing else depends on. */
function mayVary(name: string, property: Property, given: unknown, facts: Properties): boolean {
  if (!isInput(property) || property.deprecated || property.removed || property.declaredOnly) return false;
  if (LEFT_ALONE.test(name) || property.secret) return false;
  // One of a group: another combination of them is another kind of resource.
  if (property.conflictsWith || property.requiredWith || property.exactlyOneOf || property.atLeastOneOf)
    return false;
  if (
    Object.values(facts).some(({ exactlyOneOf, atLeastOneOf, requiredWith }) =>
      [exactlyOneOf, atLeastOneOf, requiredWith].some((group) => group?.includes(name)),
    )
  )
    return false;
  if (
    given !== undefined &&
    (pulumi.Output.isInstance(given) || typeof given === "object") &&
    name !== "tags"
  )
    return false;
  switch (property.type) {
    case "boolean":
      return true;
    case "integer":
      return property.between !== undefined;
    case "string":
      return property.oneOf !== undefined || SPOKEN.test(name);
    case "map":
      return name === "tags";
    default:
      return false;
  }
}

/** Texts for people: any words will do. */
const SPOKEN = /^(description|comment|remark|memo)$|Description$/;

const WORDS = fc.stringMatching(/^[a-z]{3,8} [a-z]{3,8}$/);
const TAGS = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{2,7}$/), fc.stringMatching(/^[a-z0-9]{1,8}$/), {
  minKeys: 1,
  maxKeys: 3,
  // The SDK writes values into messages.
  noNullPrototype: true,
});

function valueFor(name: string, property: Property, given: unknown): fc.Arbitrary<unknown> {
  if (name === "tags") return TAGS;
  if (property.type === "string" && !property.oneOf) return WORDS;
  // Another value than the program's own, where there is another.
  return acceptedBy(property).filter((value) => value !== given || property.oneOf?.length === 1);
}

/** FNV-1a over the names, so that a resource draws the same whatever stands beside it. */
function seedOf(seed: number, type: string, name: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of `${type} ${name}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash | 0;
}
