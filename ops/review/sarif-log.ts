import type { Lang } from "../../components/locale/localized.ts";
import type { ToldExemption } from "../../policy/exemptions/told.ts";
import type { PolicyFinding } from "../progress/update-state.ts";

/** One thing that a host shows beside the lines. */
export interface SarifResult {
  /** With its group: `policy/names`, `risk/outage`. */
  readonly ruleId: string;
  readonly level: "error" | "warning" | "note";
  readonly text: string;
  readonly urns: readonly string[];
  readonly exempt?: ToldExemption;
}

export interface SarifSource {
  readonly stack: string;
  readonly results: readonly SarifResult[];
  /** False when what was looked at did not come to its end: what was not found proves nothing. */
  readonly complete: boolean;
  readonly descriptionOf: (ruleId: string) => string;
  readonly lang: Lang;
}

/** Results as SARIF 2.1.0. */
export function sarifLog({ stack, results, complete, descriptionOf, lang }: SarifSource): unknown {
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "hougu",
            rules: rules.map((id) => ({ id, shortDescription: { text: descriptionOf(id) } })),
          },
        },
        invocations: [{ executionSuccessful: complete }],
        results: results.map(({ ruleId, level, text, urns, exempt }) => ({
          ruleId,
          ruleIndex: rules.indexOf(ruleId),
          level,
          message: { text },
          locations: [
            {
              // Hosts want a file: the stack's configuration is what an operator edits.
              physicalLocation: {
                artifactLocation: { uri: `Pulumi.${stack.split("/").at(-1)}.yaml` },
                region: { startLine: 1 },
              },
              logicalLocations: urns.map((urn) => ({ fullyQualifiedName: urn, kind: "resource" })),
            },
          ],
          ...(exempt && { suppressions: [suppressionOf(exempt, lang)] }),
          partialFingerprints: { "houguFinding/v1": [stack, ruleId, ...urns].join("|") },
        })),
      },
    ],
  };
}

export function policyResults(findings: readonly PolicyFinding[]): readonly SarifResult[] {
  return findings.map(({ policy, level, message, urn, exempt }) => ({
    ruleId: `policy/${policy}`,
    level: level === "mandatory" ? "error" : "warning",
    text: message,
    urns: urn ? [urn] : [],
    ...(exempt && { exempt }),
  }));
}

/** Hosts show what is suppressed apart from what is open. */
function suppressionOf({ owner, until, reason }: ToldExemption, lang: Lang) {
  const justification = {
    en: `${owner} answers for it until ${until}: ${reason}`,
    zh: `由 ${owner} 负责，至 ${until}：${reason}`,
  }[lang];
  return { kind: "external", status: "accepted", justification };
}
