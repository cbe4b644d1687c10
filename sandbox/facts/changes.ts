import { same } from "./equality.ts";
import { requireFacts } from "./load.ts";
import { replacedBy } from "./replace.ts";
import type { Property } from "./types.ts";
import { isAbsent, isInput, isRecord, joinPath, own } from "./value.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** One property that differs between what a resource was given and what it shall get. */
export interface InputChange {
  /** In Pulumi's notation, e.g. `tags.owner`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** The change needs a new resource. */
  readonly replaces: boolean;
}

/**
 * Every change between two sets of inputs, defaults included, as a provider's diff names them: down to the entry of a
 * map and the property of an object, and no further than a list.
 *
 * @throws for a type whose facts aren't kept.
 */
export function changesBetween(token: string, olds: Inputs, news: Inputs): InputChange[] {
  const facts = requireFacts(token);
  const replaced = replacedBy(token, olds, news);
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (name) => !name.startsWith("__"),
  );
  return names.flatMap((name) => {
    const property = own(facts, name);
    if (property !== undefined && !isInput(property)) return [];
    return changedAt(property, own(olds, name), own(news, name), name, replaced);
  });
}

function changedAt(
  property: Property | undefined,
  before: unknown,
  after: unknown,
  path: string,
  replaced: readonly string[],
): InputChange[] {
  if (sameProperty(property, before, after) || (property?.computed === true && isAbsent(after))) return [];
  if (isRecord(before) && isRecord(after)) {
    const inner = property?.type === "map" ? undefined : property?.properties;
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      changedAt(inner && own(inner, key), own(before, key), own(after, key), joinPath(path, key), replaced),
    );
  }
  return [
    {
      path,
      kind: isAbsent(before) ? "add" : isAbsent(after) ? "delete" : "update",
      replaces: replaced.some((other) => other === path || isWithin(other, path) || isWithin(path, other)),
    },
  ];
}

/** Whether a path lies below another: `disks[0].size` below `disks`. */
export function isWithin(path: string, outer: string): boolean {
  return path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

/** The same to a provider; the order of a set's items says nothing. */
export function sameProperty(property: Property | undefined, before: unknown, after: unknown): boolean {
  if (property?.type === "set" && Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((item) => after.some((other) => same(item, other)));
  }
  return same(before, after);
}
