import { same } from "./equality.ts";
import { requireFacts } from "./load.ts";
import type { Properties, Property } from "./types.ts";
import { isAbsent, isInput, isRecord, joinPath, own } from "./value.ts";

type Inputs = Readonly<Record<string, unknown>>;

/**
 * Paths of the properties whose change needs a new resource, e.g. `["dataDisks[0].size"]`; empty when the change can be
 * made in place. What isn't given any more keeps its value where the provider would compute it.
 *
 * @param olds the inputs that the resource was made with, defaults included.
 * @param news the inputs that it shall have, defaults included.
 * @throws for a type whose facts aren't kept.
 */
export function replacedBy(token: string, olds: Inputs, news: Inputs): string[] {
  return changedIn(requireFacts(token), olds, news, "");
}

function changedIn(properties: Properties, olds: Inputs, news: Inputs, path: string): string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!isInput(property)) {
      return [];
    }
    return changed(property, own(olds, name), own(news, name), joinPath(path, name));
  });
}

function changed(property: Property, before: unknown, after: unknown, path: string): string[] {
  if (same(before, after) || (property.computed === true && isAbsent(after))) {
    return [];
  }
  if (property.replaces) {
    return [path];
  }
  if (property.properties === undefined) {
    return [];
  }
  if (property.type === "set") {
    return changedInSet(property.properties, items(before), items(after), path);
  }
  if (property.type === "list") {
    return changedInList(property.properties, items(before), items(after), path);
  }
  return changedIn(property.properties, record(before), record(after), path);
}

function changedInList(
  properties: Properties,
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
): string[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) =>
    changedIn(properties, record(before[index]), record(after[index]), joinPath(path, index)),
  ).flat();
}

/** Items of a set have no position: those on both sides are the same, the others came and went. */
function changedInSet(
  properties: Properties,
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
): string[] {
  const gone = before.filter((item) => !after.some((other) => same(item, other)));
  const come = after.filter((item) => !before.some((other) => same(item, other)));
  const paths = changedInList(properties, gone, [], path).concat(changedInList(properties, [], come, path));
  return [...new Set(paths)];
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Inputs {
  return isRecord(value) ? value : {};
}
