import type { Properties, Property } from "../../sandbox/facts/facts.ts";
import { isInput, joinPath } from "../../sandbox/facts/value.ts";
import type { Inputs } from "./inputs-arbitrary.ts";

/** One change that makes valid inputs wrong. */
export interface Mutation {
  readonly what: string;
  /** The property that becomes wrong. */
  readonly path: string;
  /** The wrong inputs; the argument stays as it is. */
  readonly apply: (inputs: Inputs) => Inputs;
}

/** Every single mistake that the facts can tell, in inputs that are given. */
export function mutationsOf(facts: Properties, inputs: Inputs): Mutation[] {
  const found: Mutation[] = [];
  visit(facts, inputs, [], found);
  for (const { exactlyOneOf: group = [] } of Object.values(facts)) {
    const missing = group.find((member) => inputs[member] === undefined);
    const second = group.filter((member) => member === missing || inputs[member] !== undefined)[1];
    if (missing !== undefined && second !== undefined) {
      const apply = (now: Inputs): Inputs => ({ ...now, [missing]: "x" });
      found.push({ what: "more than one of a group", path: second, apply });
    }
  }
  return found;
}

type Path = readonly (string | number)[];

function visit(properties: Properties, value: Inputs, path: Path, found: Mutation[]): void {
  add(found, "an unknown name", [...path, "doesNotExist"], "x");
  for (const [name, property] of Object.entries(properties)) {
    const at = [...path, name];
    const item = value[name];
    if (!isInput(property)) {
      add(found, "an output that is set", at, property.type === "list" || property.type === "set" ? [] : "x");
    } else if (item !== undefined) {
      if (property.required) {
        add(found, "a required property that is missing", at, undefined);
      }
      mistakes(property, item, at, found);
    }
  }
}

function mistakes(property: Property, item: unknown, at: Path, found: Mutation[]): void {
  if (property.type === "list" || property.type === "set") {
    const items = item as unknown[];
    if (property.maxItems !== undefined && items[0] !== undefined) {
      add(found, "too many items", at, Array(property.maxItems + 1).fill(items[0]));
    }
    if (property.minItems !== undefined) {
      add(found, "too few items", at, items.slice(0, property.minItems - 1));
    }
    if (property.properties && items[0] !== undefined) {
      visit(property.properties, items[0] as Inputs, [...at, 0], found);
    }
  } else if (property.type === "object") {
    visit(property.properties ?? {}, item as Inputs, at, found);
  } else if (property.type === "map") {
    add(found, "a list for a map", at, ["x"]);
  } else {
    scalarMistakes(property, at, found);
  }
}

function scalarMistakes({ type, oneOf, between, length }: Property, at: Path, found: Mutation[]): void {
  add(found, "a list for a single value", at, ["x"]);
  add(found, "an object for a single value", at, { a: "x" });
  if (type === "integer" || type === "number") {
    add(found, "a word for a number", at, "many");
  }
  if (type === "boolean") {
    add(found, "a word for a boolean", at, "maybe");
  }
  if (oneOf && type === "string") {
    add(found, "a value that isn't accepted", at, "not-one-of-them");
  }
  if (between && !oneOf) {
    add(found, "a number above the range", at, between[1] + 1);
    add(found, "a number below the range", at, between[0] - 1);
  }
  if (length) {
    add(found, "a text too long", at, "x".repeat(length[1] + 1));
  }
}

function add(found: Mutation[], what: string, path: Path, value: unknown): void {
  found.push({
    what,
    path: path.reduce<string>(joinPath, ""),
    apply: (inputs) => replaced(inputs, path, value),
  });
}

function replaced(inputs: Inputs, path: Path, value: unknown): Inputs {
  const copy = structuredClone(inputs);
  let place: unknown = copy;
  for (const key of path.slice(0, -1)) {
    place = (place as Record<string | number, unknown>)[key];
  }
  const last = path.at(-1) as string | number;
  if (value === undefined) {
    delete (place as Record<string | number, unknown>)[last];
  } else {
    (place as Record<string | number, unknown>)[last] = value;
  }
  return copy;
}
