import type { PolicyFinding } from "./update-state.ts";
import { nameOfUrn } from "./urn.ts";

/** The same finding on several resources. */
export interface FindingGroup {
  readonly policy: string;
  readonly level: PolicyFinding["level"];
  readonly message: string;
  /** Logical names; empty for a finding on the stack as a whole. */
  readonly names: readonly string[];
}

/** One entry for what the engine reports once per resource: eight machines of a wrong size are one mistake. */
export function groupFindings(findings: readonly PolicyFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { policy, level, message, urn } of findings) {
    const key = JSON.stringify([policy, level, message]);
    const names = [...(groups.get(key)?.names ?? []), ...(urn ? [nameOfUrn(urn)] : [])];
    groups.set(key, { policy, level, message, names });
  }
  return [...groups.values()];
}
