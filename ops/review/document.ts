import type { Lang } from "../../components/locale/localized.ts";
import { policyDocument } from "../stack/document.ts";
import { type Review, stoppingRisks } from "./model.ts";

/** The review for programs. Values are those of the comment: no secret, no whole resource. */
export function documentOf(review: Review, lang: Lang): Readonly<Record<string, unknown>> {
  const stopping = new Set(stoppingRisks(review));
  const failureDocument = (failure: Review["failure"]) =>
    failure && { message: failure.text[lang], problems: failure.problems.map((problem) => problem[lang]) };
  return {
    stack: review.stack,
    base: review.baseRef,
    verdict: review.verdict,
    summary: { ...review.counts, pending: review.pending, same: review.unchanged },
    risks: review.risks.map((risk) => ({
      kind: risk.kind,
      severity: risk.severity,
      stops: stopping.has(risk),
      fact: risk.fact[lang],
      reason: risk.reason[lang],
      resources: risk.urns,
    })),
    policy: policyDocument(review.findings),
    cost: review.cost ?? null,
    changes: review.lines.map((line) => ({
      change: line.change,
      type: line.type,
      services: line.services,
      ...(line.tier && { tier: line.tier }),
      resources: line.members.map(({ urn, name }) => ({ urn, name })),
      followers: line.followers.map(({ urn, name, change }) => ({ urn, name, change })),
      properties: line.properties,
      forcedBy: line.forcedBy,
      differences: line.differences,
      ...(line.downtime && { downtime: line.downtime[lang] }),
    })),
    ...(review.failure && { failure: failureDocument(review.failure) }),
    ...(review.baseFailure && { baseFailure: failureDocument(review.baseFailure) }),
    notes: review.notes.map((note) => note[lang]),
  };
}
