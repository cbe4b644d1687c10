import type { Lang } from "../../components/locale/localized.ts";
import type { ToldExemption } from "../../policy/exemptions/told.ts";
import type { Review } from "./model.ts";
import { stoppingRisks } from "./model.ts";
import { KINDS } from "./words.ts";

interface Result {
  readonly ruleId: string;
  readonly level: "error" | "warning" | "note";
  readonly text: string;
  readonly urns: readonly string[];
  readonly exempt?: ToldExemption;
}

/** Risks, policy findings and a failed preview as SARIF 2.1.0, which code hosts show beside the lines. */
export function sarifOf(review: Review, lang: Lang): unknown {
  const results = [...failures(review, lang), ...risks(review, lang), ...findings(review)];
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "hougu",
            rules: rules.map((id) => ({ id, shortDescription: { text: descriptionOf(id, lang) } })),
          },
        },
        // A preview that did not end proves nothing by what it did not find.
        invocations: [
          { executionSuccessful: review.failure === undefined && review.baseFailure === undefined },
        ],
        results: results.map(({ ruleId, level, text, urns, exempt }) => ({
          ruleId,
          ruleIndex: rules.indexOf(ruleId),
          level,
          message: { text },
          locations: [
            {
              // Hosts want a file: the stack's configuration is what an operator edits.
              physicalLocation: {
                artifactLocation: { uri: `Pulumi.${review.stack.split("/").at(-1)}.yaml` },
                region: { startLine: 1 },
              },
              logicalLocations: urns.map((urn) => ({ fullyQualifiedName: urn, kind: "resource" })),
            },
          ],
          ...(exempt && { suppressions: [suppressionOf(exempt, lang)] }),
          partialFingerprints: { "houguFinding/v1": [review.stack, ruleId, ...urns].join("|") },
        })),
      },
    ],
  };
}

function failures({ failure, baseFailure }: Review, lang: Lang): readonly Result[] {
  return [failure, baseFailure]
    .filter((one) => one !== undefined)
    .map(({ text, problems }) => ({
      ruleId: "preview-failed",
      level: "error" as const,
      text: [text, ...problems].map((part) => part[lang]).join("\n"),
      urns: [],
    }));
}

function risks(review: Review, lang: Lang): readonly Result[] {
  const stopping = new Set(stoppingRisks(review));
  return review.risks.map((risk) => ({
    ruleId: `risk/${risk.kind}`,
    level: stopping.has(risk) ? "error" : "warning",
    text: `${risk.fact[lang]}: ${risk.reason[lang]}`,
    urns: risk.urns,
  }));
}

function findings({ findings: all }: Review): readonly Result[] {
  return all.map(({ policy, level, message, urn, exempt }) => ({
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

function descriptionOf(id: string, lang: Lang): string {
  const [group = "", name = ""] = id.split("/");
  if (group === "risk") return KINDS[name as keyof typeof KINDS]?.[lang] ?? name;
  return name === "" ? (lang === "zh" ? "预览失败" : "the preview failed") : name;
}
