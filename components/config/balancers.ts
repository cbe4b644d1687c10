import type { EntrySettings } from "./entry.ts";

/** Whether managed balancers stand in the VPC, which have subnets of their own: an entry's or the cluster's. */
export function hasBalancers(
  entries: readonly (Pick<EntrySettings, "kind"> | undefined)[],
  kubernetes: { readonly domains?: unknown } | undefined,
): boolean {
  return entries.some((entry) => entry?.kind === "balanced") || kubernetes?.domains !== undefined;
}
