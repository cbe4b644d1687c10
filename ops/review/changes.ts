import { type Difference, differencesOf } from "./differences.ts";
import { isMachine } from "./kinds.ts";
import type { Place } from "./places.ts";
import { isUnknown, type Plan, type PlannedChange, type PlannedStep, type Properties } from "./plan.ts";
import type { Dependencies } from "./world.ts";

/** What the pull request changes in one resource. */
export interface Change {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly place: Place;
  readonly change: PlannedChange;
  readonly properties: readonly string[];
  readonly forcedBy: readonly string[];
  readonly deleteFirst: boolean;
  readonly differences: readonly Difference[];
  readonly before: Properties;
  readonly after: Properties;
  /** URN of the changed resource that this one only follows, as an attachment follows its machine. */
  readonly follows?: string;
}

export interface Comparison {
  readonly changes: readonly Change[];
  /** Changes that the base has as well: they wait for an `up`, this pull request doesn't make them. */
  readonly pending: number;
  /** Machines that both sides make anew for a reason that no property shows: they may differ all the same. */
  readonly opaque: readonly string[];
  readonly unchanged: number;
}

/**
 * What the head's plan does beyond the base's.
 * @param base undefined when there is no base to compare with: then everything is the head's
 * @param existing number of resources in the state
 */
export function compare(
  base: Plan | undefined,
  head: Plan,
  facts: {
    readonly placeOf: (urn: string) => Place;
    readonly dependencies: Dependencies;
    readonly existing: number;
  },
): Comparison {
  const own: PlannedStep[] = [];
  const opaque: string[] = [];
  let pending = 0;
  for (const step of head.values()) {
    const other = base?.get(step.urn);
    if (other !== undefined && isSame(step, other)) {
      pending++;
      if (isMachine(step.type) && step.change === "replace" && step.forcedBy.length === 0)
        opaque.push(step.name);
    } else own.push(other === undefined ? step : against(step, other));
  }
  for (const step of base?.values() ?? []) if (!head.has(step.urn)) own.push(...undone(step));
  const changed = new Map(own.map((step) => [step.urn, step]));
  const changes = own.map((step): Change => {
    const { urn, type, name, change, properties, forcedBy, deleteFirst, before, after } = step;
    const follows = followed(step, changed, facts.dependencies);
    const differences =
      change === "update" || change === "replace" ? differencesOf(before, after, properties) : [];
    return {
      ...{ urn, type, name, change, properties, forcedBy, deleteFirst, differences, before, after },
      place: facts.placeOf(urn),
      ...(follows && { follows }),
    };
  });
  const touched = [...head.values()].filter(({ change }) => change !== "create").length;
  return { changes, pending, opaque, unchanged: Math.max(0, facts.existing - touched) };
}

function isSame(a: PlannedStep, b: PlannedStep): boolean {
  return (
    a.change === b.change &&
    String(a.properties) === String(b.properties) &&
    JSON.stringify(a.after) === JSON.stringify(b.after)
  );
}

/** Both sides change it, each otherwise: what differs between the two is the pull request's. */
function against(step: PlannedStep, base: PlannedStep): PlannedStep {
  if (step.change === "delete") return step;
  const names = new Set([...Object.keys(step.after), ...Object.keys(base.after)]);
  const differing = [...names].filter(
    (name) => JSON.stringify(step.after[name]) !== JSON.stringify(base.after[name]),
  );
  const properties = differing.filter((name) => !name.startsWith("__")).sort();
  return { ...step, properties: properties.length > 0 ? properties : step.properties, before: base.after };
}

/** The base would do it, the head not: what would have been made will not be, for one. */
function undone(step: PlannedStep): readonly PlannedStep[] {
  if (step.change === "create") return [{ ...step, change: "delete", before: step.after, after: {} }];
  if (step.change === "delete") return [];
  return [{ ...step, change: "update", forcedBy: [], before: step.after, after: step.before }];
}

/** The changed resource that alone makes this one change: each of its differing properties comes from changed ones. */
function followed(
  step: PlannedStep,
  changed: ReadonlyMap<string, PlannedStep>,
  dependencies: Dependencies,
): string | undefined {
  const known = dependencies.get(step.urn);
  if (known === undefined || step.change === "create") return undefined;
  const moved = (urns: readonly string[] = []) =>
    urns.find((urn) => {
      const cause = changed.get(urn);
      return cause !== undefined && (cause.change === "replace" || cause.change === step.change);
    });
  if (step.change === "delete") return moved(known[""]);
  const causes = step.properties.map((name) =>
    isUnknown(step.after[name]) ? moved(known[name] ?? known[""]) : undefined,
  );
  return causes.length > 0 && causes.every((cause) => cause !== undefined) ? causes[0] : undefined;
}
