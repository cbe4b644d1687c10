import type { Disagreement } from "./agreement-of-fronts.ts";

/** Properties on which the two fronts differ for a reason that isn't a mistake of either. */
export interface KnownDifference {
  /** A resource type, or the beginning of several. */
  readonly type: string;
  readonly property: string;
  readonly reason: string;
}

/** Differences that stay, each with its reason; docs/conformance.md shows them. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [];

/** What nobody has explained yet. */
export function unexplained(
  found: readonly Disagreement[],
  known: readonly KnownDifference[] = KNOWN_DIFFERENCES,
): readonly Disagreement[] {
  return found.filter(
    ({ type, property }) =>
      !known.some((one) => type.startsWith(one.type) && (one.property === "*" || one.property === property)),
  );
}

/** Known differences that no run shows any more: they can go. */
export function outdated(
  found: readonly Disagreement[],
  known: readonly KnownDifference[] = KNOWN_DIFFERENCES,
): readonly KnownDifference[] {
  return known.filter(
    (one) =>
      !found.some(
        ({ type, property }) =>
          type.startsWith(one.type) && (one.property === "*" || one.property === property),
      ),
  );
}
