import type { Change } from "./changes.ts";
import type { Difference } from "./differences.ts";
import { isMachine } from "./kinds.ts";
import type { PlannedChange } from "./plan.ts";

/** One line of a review: everything that one cause changes in the same way. */
export interface Line {
  readonly change: PlannedChange;
  readonly type: string;
  /** Services in which it happens, sorted. */
  readonly services: readonly string[];
  readonly tier?: string;
  /** Machines that are made anew because of what they run. */
  readonly rolled: boolean;
  readonly members: readonly Change[];
  /** Changes that only follow the members. */
  readonly followers: readonly Change[];
  readonly properties: readonly string[];
  readonly forcedBy: readonly string[];
  readonly differences: readonly Difference[];
}

const ORDER: readonly PlannedChange[] = ["delete", "replace", "update", "create"];

/** Groups changes by their cause; what takes something away comes first. */
export function linesOf(changes: readonly Change[]): readonly Line[] {
  const byUrn = new Map(changes.map((change) => [change.urn, change]));
  const groups = new Map<string, { members: Change[]; followers: Change[] }>();
  const keys = new Map<string, string>();
  for (const change of changes) {
    if (rootOf(change, byUrn) !== change) continue;
    const key = causeOf(change);
    keys.set(change.urn, key);
    const group = groups.get(key) ?? { members: [], followers: [] };
    group.members.push(change);
    groups.set(key, group);
  }
  for (const change of changes) {
    const root = rootOf(change, byUrn);
    if (root !== change) groups.get(keys.get(root.urn) ?? "")?.followers.push(change);
  }
  const lines = [...groups.values()].map(({ members, followers }) => lineOf(members, followers));
  return lines.sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change));
}

/** The change at the head of a chain of followers; itself where there is none, and in a circle. */
function rootOf(change: Change, byUrn: ReadonlyMap<string, Change>): Change {
  const seen = new Set<string>();
  let at = change;
  while (at.follows !== undefined) {
    const next = byUrn.get(at.follows);
    if (next === undefined || seen.has(at.urn)) return change;
    seen.add(at.urn);
    at = next;
  }
  return at;
}

/** What a guest runs reaches the machine by one of these, or, on vSphere, by the trigger that has no property. */
const GUEST_PROPERTIES: ReadonlySet<string> = new Set(["userData", "extraConfig"]);

function isRolled({ type, change, forcedBy }: Change): boolean {
  return isMachine(type) && change === "replace" && forcedBy.every((name) => GUEST_PROPERTIES.has(name));
}

/** Equal for changes that one edit makes: a line of nginx's configuration rolls the edges on every platform. */
function causeOf(change: Change): string {
  const { type, place, properties, forcedBy, differences } = change;
  if (isRolled(change)) return JSON.stringify(["rolled", place.tier]);
  // Whether a machine is missed depends on who stands in for it: those of one tier.
  const tier = isMachine(type) ? place.tier : undefined;
  const values = differences.map(({ path, before, after }) => [path, before, after]);
  return JSON.stringify([change.change, type, place.service, tier, properties, forcedBy, values]);
}

function lineOf(members: readonly Change[], followers: readonly Change[]): Line {
  const [first] = members;
  if (first === undefined) throw new Error("a line without a change");
  const differences = new Map<string, Difference>();
  for (const difference of members.flatMap((member) => member.differences)) {
    differences.set(JSON.stringify(difference), difference);
  }
  return {
    change: first.change,
    type: first.type,
    services: unique(members.map(({ place }) => place.service)),
    ...(first.place.tier && { tier: first.place.tier }),
    rolled: isRolled(first),
    members,
    followers,
    properties: unique(members.flatMap(({ properties }) => properties)),
    forcedBy: unique(members.flatMap(({ forcedBy }) => forcedBy)),
    differences: [...differences.values()],
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
