import { exemptionIn } from "../../policy/exemptions/told.ts";
import type { Diagnostic } from "../../policy/pack.ts";
import type { PolicyFinding } from "../progress/update-state.ts";

/** What the pack calls itself towards the engine. */
const PACK = "hougu";

/** A judged state: what is broken, and on what nothing could be said. */
export interface Judged {
  readonly findings: readonly PolicyFinding[];
  /** Rules that would have had to read what is encrypted in a file. */
  readonly notJudged: readonly Pick<PolicyFinding, "policy" | "urn">[];
}

/** What the rules said of a state, in the words of every operation. */
export function judgedOf(diagnostics: readonly Diagnostic[]): Judged {
  const findings: PolicyFinding[] = [];
  const notJudged: Pick<PolicyFinding, "policy" | "urn">[] = [];
  for (const { rule, level, urn, message, undecided } of diagnostics) {
    if (undecided) {
      notJudged.push({ policy: rule, ...(urn !== undefined && { urn }) });
      continue;
    }
    const exempt = exemptionIn(message);
    findings.push({
      policy: rule,
      pack: PACK,
      // There is nothing to mend in what exists: as in the engine, what would have been mended stops.
      level: level === "advisory" ? "advisory" : "mandatory",
      ...(urn !== undefined && { urn }),
      message,
      ...(exempt && { exempt }),
    });
  }
  return { findings, notJudged };
}
