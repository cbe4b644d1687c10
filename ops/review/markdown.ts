import type { Lang, Localized } from "../../components/locale/localized.ts";
import { groupFindings } from "../progress/findings.ts";
import { CHANGE_SIGNS } from "../progress/words.ts";
import type { Difference } from "./differences.ts";
import { textOf } from "./line-text.ts";
import { type PreviewFailure, type Review, type ReviewedLine, stoppingRisks } from "./model.ts";
import { CHANGED, KINDS, SIGNS, VERDICTS, WORDS } from "./words.ts";

/** GitHub takes 65,536 characters; GitLab and Gitee take more. */
export const COMMENT_LIMIT = 65_000;
/** Left for the closing lines, so that what is cut can be told. */
const RESERVE = 600;
/** Up to so many lines stand open: a reader takes them in at a glance. */
const OPEN_LINES = 12;
const MAX_FACTS = 25;
const MAX_NAMES = 4;
const MAX_DIFFERENCES = 4;

/** By this a pipeline finds the comment that it has written before, and writes it anew. */
export function markerOf(stack: string): string {
  return `<!-- hougu-review stack=${stack.replaceAll(/[^A-Za-z0-9_./-]/g, "")} -->`;
}

/** The comment under a pull request, the worst first; always below {@link COMMENT_LIMIT} characters. */
export function renderMarkdown(review: Review, lang: Lang): string {
  const head = [
    markerOf(review.stack),
    `### ${SIGNS[review.verdict]} hougu · ${code(review.stack)}: ${VERDICTS[review.verdict][lang]}`,
    "",
    ...failureOf(review.failure, WORDS.partly, lang),
    ...failureOf(review.baseFailure, WORDS.superset, lang),
    ...factsOf(review, lang),
    ...policiesOf(review, lang),
    `${WORDS.changes[lang]}: ${countsText(review, lang)}`,
    "",
    `${WORDS.cost[lang]}: ${costText(review, lang)}`,
    "",
    ...review.notes.map((note) => `> ${plain(note[lang])}\n`),
  ].join("\n");
  const room = COMMENT_LIMIT - RESERVE - head.length;
  return `${head}\n${changesOf(review.lines, room, lang)}`;
}

function failureOf(failure: PreviewFailure | undefined, then: Localized, lang: Lang): readonly string[] {
  if (failure === undefined) return [];
  const problems = failure.problems
    .slice(0, MAX_FACTS)
    .map((problem) => fenced(clipped(problem[lang], 1500)));
  return [`**${plain(clipped(failure.text[lang], 500))}**`, "", ...problems, then[lang], ""];
}

function factsOf(review: Review, lang: Lang): readonly string[] {
  const stopping = new Set(stoppingRisks(review));
  const lines = review.risks.slice(0, MAX_FACTS).map((risk) => {
    const { kind, severity, fact, reason, names } = risk;
    const accepted = severity === "severe" && !stopping.has(risk) ? ` (${WORDS.accepted[lang]})` : "";
    const sign = stopping.has(risk) ? "✗" : "!";
    return `- ${sign} **${plain(fact[lang])}** · ${KINDS[kind][lang]}${accepted}: ${plain(reason[lang])}${namesText(names)}`;
  });
  return [...lines, ...more(review.risks.length - MAX_FACTS, lang), ...(lines.length > 0 ? [""] : [])];
}

function policiesOf(review: Review, lang: Lang): readonly string[] {
  if (review.findings.length === 0) {
    return [`${WORDS.policies[lang]}: ${(review.failure ? WORDS.notJudged : WORDS.passed)[lang]}`, ""];
  }
  const known = new Set(
    review.findings.filter(({ onBase }) => onBase).map(({ policy, message }) => policy + message),
  );
  const groups = groupFindings(review.findings);
  const sorted = [...groups].sort(
    (a, b) => Number(b.level === "mandatory") - Number(a.level === "mandatory"),
  );
  const lines = sorted.slice(0, MAX_FACTS).map(({ policy, level, standing, message, names }) => {
    const mark = `${level === "mandatory" ? "✗" : "!"} ${WORDS[standing][lang]}`;
    const old = known.has(policy + message) ? ` (${WORDS.onBase[lang]})` : "";
    return `- ${mark} ${code(policy)}${old}: ${plain(clipped(message, 400))}${namesText(names)}`;
  });
  return [`${WORDS.policies[lang]}:`, ...lines, ...more(groups.length - MAX_FACTS, lang), ""];
}

export function countsText({ counts, unchanged, pending, failure }: Review, lang: Lang): string {
  const made = (["delete", "replace", "update", "create"] as const)
    .filter((change) => counts[change] > 0)
    .map((change) => `${CHANGE_SIGNS[change]}${counts[change]} ${CHANGED[change][lang]}`);
  return [
    ...(made.length > 0 ? made : [(failure ? WORDS.unknown : WORDS.none)[lang]]),
    ...(unchanged > 0 ? [`${unchanged} ${WORDS.hidden[lang]}`] : []),
    ...(pending > 0 ? [`${pending} ${WORDS.pending[lang]}`] : []),
  ].join(" · ");
}

export function costText({ cost }: Review, lang: Lang): string {
  if (cost === undefined) return WORDS.notEstimated[lang];
  const { before, after, ratio } = cost;
  const percent = ratio === undefined ? "" : ` (${ratio >= 0 ? "+" : ""}${Math.round(ratio * 100)} %)`;
  const unpriced = after.unpriced > 0 ? ` · ${after.unpriced} ${WORDS.unpriced[lang]}` : "";
  return `${before.cny.toFixed(0)} → ${after.cny.toFixed(0)} ${WORDS.aMonth[lang]}${percent}${unpriced}`;
}

/** Few lines stand open; many are folded by the services that they concern, as far as there is room. */
function changesOf(lines: readonly ReviewedLine[], room: number, lang: Lang): string {
  const rendered = lines.map((line) => ({ services: line.services.join(", "), text: lineText(line, lang) }));
  const whole = rendered.map(({ text }) => text).join("\n");
  if (lines.length <= OPEN_LINES && whole.length <= room) return `${whole}\n`;
  const services = new Map<string, string[]>();
  for (const { services: names, text } of rendered) {
    services.set(names, [...(services.get(names) ?? []), text]);
  }
  const sections: string[] = [];
  let left = room;
  let cut = 0;
  for (const [names, texts] of [...services].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [before, after] = [
      `<details><summary>${plain(names)}: ${texts.length}</summary>\n\n`,
      "\n</details>\n",
    ];
    left -= before.length + after.length + 80;
    const kept: string[] = [];
    for (const text of texts) {
      if (text.length + 1 > left) {
        cut += texts.length - kept.length;
        break;
      }
      kept.push(text);
      left -= text.length + 1;
    }
    if (kept.length > 0) sections.push(before + kept.join("\n") + after);
  }
  return [...sections, ...more(cut, lang)].join("\n");
}

function lineText(line: ReviewedLine, lang: Lang): string {
  const { what, names, differences, forcedBy, followers, downtime } = textOf(line);
  const parts = [
    `- **${plain(what[lang])}**${namesText(names)}`,
    ...(forcedBy.length > 0 ? [`${WORDS.forcedBy[lang]} ${forcedBy.map(code).join(", ")}`] : []),
    ...differences.slice(0, MAX_DIFFERENCES).map(differenceText),
    ...(differences.length > MAX_DIFFERENCES ? [`+${differences.length - MAX_DIFFERENCES}`] : []),
    ...(differences.length === 0 && forcedBy.length === 0 && line.rolled ? [WORDS.what[lang]] : []),
    ...(followers > 0 ? [`${followers} ${WORDS.followers[lang]}`] : []),
    ...(downtime ? [plain(downtime[lang])] : []),
  ];
  return parts.join(" · ");
}

function differenceText({ path, before, after }: Difference): string {
  const [old, now] = [before === undefined ? "∅" : code(before), after === undefined ? "∅" : code(after)];
  return `${code(path)}: ${old} → ${now}`;
}

function namesText(names: readonly string[]): string {
  if (names.length === 0) return "";
  const rest = names.length > MAX_NAMES ? ` +${names.length - MAX_NAMES}` : "";
  return ` ${names.slice(0, MAX_NAMES).map(code).join(", ")}${rest}`;
}

function more(count: number, lang: Lang): readonly string[] {
  return count > 0 ? [`- … ${count} ${WORDS.more[lang]}`] : [];
}

/** Text of a pull request is its author's: it may close a comment, mention a team, or pretend to be ours. */
function plain(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, " ")
      .replaceAll(/[\\`*_[\]|~#]/g, "\\$&")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      // A character of no width: what follows is no mention.
      .replaceAll("@", "@\u200b")
  );
}

/** Inside a code span nothing is read but its end. */
function code(text: string): string {
  const inner = clipped(text.replaceAll(/\s+/g, " ").replaceAll("`", "'").trim(), 200);
  return `\`${inner === "" ? " " : inner}\``;
}

function fenced(text: string): string {
  return `\`\`\`text\n${text.replaceAll("```", "'''")}\n\`\`\``;
}

function clipped(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
