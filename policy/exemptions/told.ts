import type { Lang } from "../../components/locale/localized.ts";
import type { Exemption } from "./exemption.ts";

/** What a finding's text says about the exemption that covers it. */
export interface ToldExemption {
  readonly owner: string;
  /** The last day, as `2026-12-31`. */
  readonly until: string;
  readonly reason: string;
}

/**
 * The engine carries a finding's text and nothing else of ours: the exemption is the text's first line, for people on
 * any CLI and, by {@link exemptionIn}, for the review.
 */
export function exemptionLine({ owner, until, reason }: Exemption, lang: Lang): string {
  return {
    en: `Exempt until ${until} (${owner}): ${reason.en}`,
    zh: `豁免至 ${until}（${owner}）：${reason.zh}`,
  }[lang];
}

const LINE = /^(?:Exempt until (\S+) \((\S+)\): |豁免至 (\S+)（(\S+)）：)(.+)$/u;

/** The exemption that a finding's text begins with. */
export function exemptionIn(message: string): ToldExemption | undefined {
  const found = LINE.exec(message.split("\n", 1)[0] ?? "");
  const [until, owner, reason] = [found?.[1] ?? found?.[3], found?.[2] ?? found?.[4], found?.[5]];
  if (until === undefined || owner === undefined || reason === undefined) return undefined;
  return { owner, until, reason };
}
