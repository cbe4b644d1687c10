import type { PolicyFinding } from "./update-state.ts";
import { nameOfUrn } from "./urn.ts";

/** What a finding means for the run: `exempt` and `remediated` are told, and stop nothing. */
export type Standing = "mandatory" | "advisory" | "exempt" | "remediated";

export function standingOf({ level, exempt, remediated }: PolicyFinding): Standing {
  if (remediated) return "remediated";
  return exempt ? "exempt" : level;
}

/** The same finding on several resources. */
export interface FindingGroup {
  readonly policy: string;
  readonly level: PolicyFinding["level"];
  readonly standing: Standing;
  readonly message: string;
  /** Logical names; empty for a finding on the stack as a whole. */
  readonly names: readonly string[];
}

/** One entry for what the engine reports once per resource: eight machines of a wrong size are one mistake. */
export function groupFindings(findings: readonly PolicyFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const { policy, level, message, urn } = finding;
    const standing = standingOf(finding);
    const key = JSON.stringify([policy, level, standing, message]);
    const names = [...(groups.get(key)?.names ?? []), ...(urn ? [nameOfUrn(urn)] : [])];
    groups.set(key, { policy, level, standing, message, names });
  }
  return [...groups.values()];
}
