import type { InputProblem } from "./check.ts";
import type { Properties, Property } from "./types.ts";
import { type IsUnknown, isAbsent, isRecord, own } from "./value.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** What a property that is given says about others: which exclude it, which must come with it. */
export function relationProblems(
  property: Property,
  inputs: Inputs,
  root: Properties,
  isUnknown: IsUnknown,
): string[] {
  const conflicts = (property.conflictsWith ?? [])
    .filter((path) => {
      const other = valueAt(path, inputs);
      // What isn't known yet may turn out to be nothing, so a provider waits.
      return !isAbsent(other) && !isUnknown(other);
    })
    .map((path) => `conflicts with ${path}: give one of the two`);
  const companions = (property.requiredWith ?? [])
    .filter((path) => isAbsent(valueAt(path, inputs)) && !isAbsent(kindAt(path, root)))
    .map(
      (path) =>
        `all of ${[...(property.requiredWith ?? [])].join(", ")} must be specified; ${path} is missing`,
    );
  return [...conflicts, ...companions];
}

/** Groups of properties of which one at least, or exactly one, must be given. */
export function groupProblems(root: Properties, inputs: Inputs): InputProblem[] {
  const problems: InputProblem[] = [];
  for (const [name, { atLeastOneOf, exactlyOneOf }] of Object.entries(root)) {
    for (const group of [atLeastOneOf, exactlyOneOf].filter((members) => members !== undefined)) {
      const given = group.filter((member) => !isAbsent(valueAt(member, inputs)));
      if (given.length === 0) {
        problems.push({ property: name, reason: `one of ${group.join(", ")} must be specified` });
      } else if (group === exactlyOneOf && given.length > 1) {
        const reason = `only one of ${group.join(", ")} can be specified, but ${given.join(", ")} were`;
        problems.push({ property: given[1] ?? name, reason });
      }
    }
  }
  return problems;
}

/** The value at a path of names; lists of objects on the way have no single value, so there it ends. */
function valueAt(path: string, inputs: Inputs): unknown {
  let value: unknown = inputs;
  for (const name of path.split(".")) {
    value = isRecord(value) ? own(value, name) : undefined;
  }
  return value;
}

function kindAt(path: string, root: Properties): Property | undefined {
  let level: Properties | undefined = root;
  let property: Property | undefined;
  for (const name of path.split(".")) {
    property = level && own(level, name);
    level = property?.properties;
  }
  return property;
}
