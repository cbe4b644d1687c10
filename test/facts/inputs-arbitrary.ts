import fc from "fast-check";
import type { Kind, Properties, Property } from "../../sandbox/facts/facts.ts";
import { isInput } from "../../sandbox/facts/value.ts";

/** Inputs of a resource, as the facts describe them. */
export type Inputs = Record<string, unknown>;

const WORD = fc.stringMatching(/^[a-z][a-z0-9-]{1,11}$/);

/**
 * Inputs that obey every fact: what is required is there, some of what is optional, each value within its limits,
 * nothing that excludes something else, and one of each group.
 */
export function validInputs(facts: Properties): fc.Arbitrary<Inputs> {
  return fc
    .tuple(objectOf(facts), fc.infiniteStream(fc.nat()))
    .map(([inputs, picks]) => withGroupsSatisfied(facts, withoutConflicts(facts, inputs), facts, picks));
}

function objectOf(properties: Properties): fc.Arbitrary<Inputs> {
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  const required: string[] = [];
  for (const [name, property] of Object.entries(properties)) {
    if (isInput(property)) {
      model[name] = acceptedBy(property);
      if (property.required) {
        required.push(name);
      }
    }
  }
  return fc.record(model, { requiredKeys: required });
}

/** A value that a property accepts. */
export function acceptedBy(property: Property): fc.Arbitrary<unknown> {
  switch (property.type) {
    case "object":
      return objectOf(property.properties ?? {});
    case "list":
    case "set": {
      const minLength = property.minItems ?? 0;
      const maxLength = Math.min(property.maxItems ?? minLength + 3, minLength + 3);
      return fc.array(itemOf(property), { minLength, maxLength });
    }
    case "map":
      return fc.dictionary(WORD, property.properties ? objectOf(property.properties) : itemOf(property), {
        maxKeys: 3,
      });
    default:
      return scalarOf(property.type, property);
  }
}

function itemOf(property: Property): fc.Arbitrary<unknown> {
  return property.properties ? objectOf(property.properties) : scalarOf(property.item ?? "string", property);
}

function scalarOf(kind: Kind, { oneOf, between, length }: Property): fc.Arbitrary<unknown> {
  if (oneOf) {
    return fc.constantFrom(...oneOf).map((value) => (kind === "integer" ? Number(value) : value));
  }
  switch (kind) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer(between ? { min: Math.ceil(between[0]), max: between[1] } : { min: 0, max: 1000 });
    case "number":
      return between
        ? fc.integer({ min: Math.ceil(between[0]), max: between[1] })
        : fc.integer({ min: 0, max: 1000 });
    case "string":
      return length ? textOfLength(length[0], length[1]) : WORD;
    default:
      return WORD;
  }
}

function textOfLength(min: number, max: number): fc.Arbitrary<string> {
  // 40 more than the least is enough to find a wrong limit, and keeps the cases readable.
  return fc.string({ unit: fc.constantFrom(..."abc"), minLength: min, maxLength: Math.min(max, min + 40) });
}

/** Takes away what excludes something that stays; what is required stays. */
function withoutConflicts(root: Properties, inputs: Inputs): Inputs {
  const kept: Inputs = structuredClone(inputs);
  const visit = (properties: Properties, value: Inputs): void => {
    for (const [name, property] of Object.entries(properties)) {
      const item = value[name];
      if (item === undefined) {
        continue;
      }
      if (property.conflictsWith?.some((path) => valueAt(kept, path) !== undefined)) {
        delete value[name];
      } else if (property.properties) {
        for (const nested of Array.isArray(item) ? item : [item]) {
          visit(property.properties, nested as Inputs);
        }
      }
    }
  };
  visit(root, kept);
  return kept;
}

/** Adds a member of each group that has none, and takes away all but one where only one may be. */
function withGroupsSatisfied(
  root: Properties,
  inputs: Inputs,
  facts: Properties,
  picks: Iterator<number>,
): Inputs {
  const result = { ...inputs };
  for (const { atLeastOneOf, exactlyOneOf } of Object.values(root)) {
    for (const group of [atLeastOneOf, exactlyOneOf].filter((members) => members !== undefined)) {
      const given = group.filter((member) => result[member] !== undefined);
      for (const extra of group === exactlyOneOf ? given.slice(1) : []) {
        delete result[extra];
      }
      const member = group[(picks.next().value as number) % group.length] as string;
      if (given.length === 0 && facts[member]) {
        result[member] = "any";
        for (const rival of facts[member].conflictsWith ?? []) {
          delete result[rival];
        }
      }
    }
  }
  return result;
}

function valueAt(inputs: Inputs, path: string): unknown {
  let value: unknown = inputs;
  for (const name of path.split(".")) {
    value = typeof value === "object" && value !== null ? (value as Inputs)[name] : undefined;
  }
  return value;
}
