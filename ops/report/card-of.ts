import type { Card, CardKind, Fact, FactLabel } from "./service-model.ts";
import type { StateResource } from "./state-index.ts";

/** A card whose empty lines are left out. */
export function cardOf(
  kind: CardKind,
  name: string,
  exists: boolean,
  facts: readonly (readonly [FactLabel, string])[],
  guarded = false,
): Card {
  return {
    kind,
    name,
    exists,
    ...(guarded && { guarded }),
    facts: facts.filter(([, value]) => value !== "").map(([label, value]): Fact => ({ label, value })),
  };
}

/** The first of several texts that says anything. */
export function firstOf(...texts: readonly string[]): string {
  return texts.find((text) => text !== "") ?? "";
}

const GUARDS = [
  "deletionProtection",
  "deletionProtectionEnabled",
  "instanceReleaseProtection",
  "deleteProtection",
];

/** Whether the cloud refuses to delete a resource, in whatever words its service says so. */
export function isGuarded(resource: StateResource | undefined): boolean {
  return GUARDS.some((key) => {
    const value = resource?.properties[key];
    return value === true || value === "on" || value === "Enabled";
  });
}
