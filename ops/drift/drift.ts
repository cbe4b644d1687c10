import type { Place } from "../review/places.ts";
import type { Plan } from "../review/plan.ts";

/** A resource that is not as the state says. */
export interface Drifted {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** `gone`: nobody finds it any more. */
  readonly kind: "changed" | "gone";
  readonly properties: readonly string[];
}

export interface DriftedService {
  readonly service: string;
  /** Tag `owner`; absent where nobody is named. */
  readonly owner?: string;
  readonly resources: readonly Drifted[];
}

/** What a refresh would take into the state, by service: the service with most first. */
export function driftOf(plan: Plan, placeOf: (urn: string) => Place): readonly DriftedService[] {
  const services = new Map<string, { owner?: string; resources: Drifted[] }>();
  for (const { urn, type, name, change, properties } of plan.values()) {
    const { service, owner } = placeOf(urn);
    const entry = services.get(service) ?? { ...(owner && { owner }), resources: [] };
    entry.resources.push({ urn, type, name, kind: change === "delete" ? "gone" : "changed", properties });
    services.set(service, entry);
  }
  return [...services]
    .map(([service, entry]) => ({ service, ...entry }))
    .sort((a, b) => b.resources.length - a.resources.length || (a.service < b.service ? -1 : 1));
}
