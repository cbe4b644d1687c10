import { kindProblem, valueProblem } from "./constraints.ts";
import { requireFacts } from "./load.ts";
import { groupProblems, relationProblems } from "./relations.ts";
import type { Properties, Property } from "./types.ts";
import { type IsUnknown, isAbsent, isInput, isProtocolUnknown, isRecord, joinPath, own } from "./value.ts";

/** One thing wrong with the inputs of a resource. */
export interface InputProblem {
  /** Path of the property in Pulumi's notation, e.g. `dataDisks[0].category`. */
  readonly property: string;
  /** What is wrong, with what would be right. */
  readonly reason: string;
}

interface Check {
  readonly root: Properties;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly isUnknown: IsUnknown;
  readonly problems: InputProblem[];
}

/**
 * What a provider would refuse about the inputs of a resource, by its own schema. Values that aren't known yet are
 * accepted wherever they stand.
 *
 * @param isUnknown says which values aren't known; by default those that the protocol marks as such.
 * @returns an empty list when nothing is wrong. What only the service itself checks is not in it.
 * @throws for a type whose facts aren't kept.
 */
export function checkInputs(
  token: string,
  inputs: Readonly<Record<string, unknown>>,
  isUnknown: IsUnknown = isProtocolUnknown,
): InputProblem[] {
  const root = requireFacts(token);
  const check: Check = { root, inputs, isUnknown, problems: [] };
  checkObject(check, root, inputs, "");
  check.problems.push(...groupProblems(root, inputs));
  return check.problems;
}

function checkObject(
  check: Check,
  properties: Properties,
  value: Readonly<Record<string, unknown>>,
  path: string,
): void {
  for (const [name, item] of Object.entries(value)) {
    // `__defaults` and `__meta` are the bridge's own notes, no input.
    if (isAbsent(item) || name.startsWith("__")) {
      continue;
    }
    const at = joinPath(path, name);
    const property = own(properties, name);
    if (property === undefined) {
      check.problems.push({
        property: at,
        reason: `invalid or unknown key: ${name}${suggestion(name, properties)}`,
      });
    } else if (!isInput(property)) {
      check.problems.push({ property: at, reason: "this field cannot be set: the provider computes it" });
    } else if (property.removed) {
      check.problems.push({ property: at, reason: "[REMOVED] the provider has removed this property" });
    } else if (!check.isUnknown(item)) {
      checkProperty(check, property, item, at, name);
      for (const reason of relationProblems(property, check.inputs, check.root, check.isUnknown)) {
        check.problems.push({ property: at, reason });
      }
    }
  }
  for (const [name, property] of Object.entries(properties)) {
    if (property.required && isAbsent(own(value, name))) {
      const at = joinPath(path, name);
      const values = property.oneOf ? `, one of [${property.oneOf.join(" ")}]` : "";
      check.problems.push({
        property: at,
        reason: `Missing required property '${at}' (${property.type}${values})`,
      });
    }
  }
}

function checkProperty(check: Check, property: Property, value: unknown, at: string, name: string): void {
  const say = (reason: string) => check.problems.push({ property: at, reason });
  switch (property.type) {
    case "object":
      if (!isRecord(value)) {
        say(Array.isArray(value) ? "must be a single object, not a list" : "should be an object");
      } else if (property.properties) {
        checkObject(check, property.properties, value, at);
      }
      return;
    case "map":
      if (!isRecord(value)) {
        say("should be a map");
      } else {
        checkItems(check, property, Object.entries(value), at, name);
      }
      return;
    case "list":
    case "set":
      if (!Array.isArray(value)) {
        say("should be a list");
      } else {
        checkCount(property, value.length, say);
        checkItems(check, property, [...value.entries()], at, name);
      }
      return;
    default:
      checkSingle(property, property.type, value, name, say);
  }
}

function checkSingle(
  property: Property,
  kind: Property["type"],
  value: unknown,
  name: string,
  say: (reason: string) => void,
): void {
  const problem = kindProblem(kind, value) ?? valueProblem(name, property, value);
  if (problem !== undefined) {
    say(problem);
  }
}

function checkCount(property: Property, count: number, say: (reason: string) => void): void {
  const { minItems, maxItems } = property;
  if (maxItems !== undefined && count > maxItems) {
    say(`supports ${maxItems} item maximum, ${count} given`);
  }
  if (minItems !== undefined && count < minItems) {
    say(`supports ${minItems} item as a minimum, ${count} given`);
  }
}

function checkItems(
  check: Check,
  property: Property,
  items: readonly (readonly [string | number, unknown])[],
  path: string,
  name: string,
): void {
  for (const [key, item] of items) {
    const at = joinPath(path, key);
    if (isAbsent(item) || check.isUnknown(item)) {
      continue;
    }
    if (property.properties) {
      checkProperty(check, { type: "object", properties: property.properties }, item, at, name);
    } else {
      // A map whose schema names no kind of value takes texts.
      const kind = property.item ?? (property.type === "map" ? "string" : "any");
      checkSingle(property, kind, item, name, (reason) => check.problems.push({ property: at, reason }));
    }
  }
}

/** The known name that differs in case or plural only, which is how most wrong names come about. */
function suggestion(name: string, properties: Properties): string {
  const stem = (text: string) => text.toLowerCase().replace(/[_-]/g, "").replace(/s$/, "");
  const near = Object.keys(properties).find((known) => stem(known) === stem(name));
  return near === undefined ? "" : `; did you mean ${near}?`;
}
