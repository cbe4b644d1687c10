import type { Lang } from "../../components/locale/localized.ts";
import type { Review } from "./model.ts";
import { stoppingRisks } from "./model.ts";
import { policyResults, type SarifResult, sarifLog } from "./sarif-log.ts";
import { KINDS } from "./words.ts";

/** Risks, policy findings and a failed preview as SARIF, which code hosts show beside the lines. */
export function sarifOf(review: Review, lang: Lang): unknown {
  return sarifLog({
    stack: review.stack,
    results: [...failures(review, lang), ...risks(review, lang), ...policyResults(review.findings)],
    complete: review.failure === undefined && review.baseFailure === undefined,
    descriptionOf: (id) => descriptionOf(id, lang),
    lang,
  });
}

function failures({ failure, baseFailure }: Review, lang: Lang): readonly SarifResult[] {
  return [failure, baseFailure]
    .filter((one) => one !== undefined)
    .map(({ text, problems }) => ({
      ruleId: "preview-failed",
      level: "error" as const,
      text: [text, ...problems].map((part) => part[lang]).join("\n"),
      urns: [],
    }));
}

function risks(review: Review, lang: Lang): readonly SarifResult[] {
  const stopping = new Set(stoppingRisks(review));
  return review.risks.map((risk) => ({
    ruleId: `risk/${risk.kind}`,
    level: stopping.has(risk) ? "error" : "warning",
    text: `${risk.fact[lang]}: ${risk.reason[lang]}`,
    urns: risk.urns,
  }));
}

function descriptionOf(id: string, lang: Lang): string {
  const [group = "", name = ""] = id.split("/");
  if (group === "risk") return KINDS[name as keyof typeof KINDS]?.[lang] ?? name;
  return name === "" ? (lang === "zh" ? "预览失败" : "the preview failed") : name;
}
