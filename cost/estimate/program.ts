import type { BillableResource } from "../resources/resource.ts";

/** What belongs to no mini-program. */
export const PLATFORM = "platform";

/**
 * The mini-program of a resource: its tag `service`; where a type has no tags, the beginning of its name, which the
 * program gives after the mini-program (`food-database-data`).
 */
export function programOf({ tags, name }: BillableResource, programs: readonly string[]): string {
  return tags.service ?? programs.find((program) => name.startsWith(`${program}-`)) ?? PLATFORM;
}
