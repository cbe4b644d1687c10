import type { Lang } from "../../components/locale/localized.ts";
import { type Row, renderRows } from "../cli/rows.ts";
import type { Style } from "../cli/style.ts";
import { padEnd, widthOf } from "../cli/width.ts";
import type { Endpoint } from "../stack/endpoints.ts";
import { duration } from "./duration.ts";
import { groupFindings } from "./findings.ts";
import { CHANGES, type Counts, type PolicyFinding, type UpdateState } from "./update-state.ts";
import { shortType } from "./urn.ts";
import { CHANGE_SIGNS, CHANGE_WORDS, WORDS } from "./words.ts";

export interface Summary {
  readonly counts: Counts;
  readonly policies?: readonly PolicyFinding[];
  readonly durationMs: number;
  readonly endpoints: readonly Endpoint[];
  /** Path of the HTML report. */
  readonly report?: string;
}

/** What an operator wants to know at the end. Pure. */
export function renderSummary(summary: Summary, lang: Lang, style: Style): string[] {
  const rows: Row[] = [];
  if (summary.endpoints.length > 0)
    rows.push([WORDS.endpoints[lang], endpointLines(summary.endpoints, style)]);
  rows.push([WORDS.changes[lang], [renderCounts(summary.counts, lang, style)]]);
  if (summary.policies) rows.push([WORDS.policy[lang], policyLines(summary.policies, lang, style)]);
  rows.push([WORDS.time[lang], [duration(summary.durationMs)]]);
  if (summary.report) rows.push([WORDS.report[lang], [style.accent(summary.report)]]);
  return renderRows(rows, style);
}

/** `+52 create  ~1 update  12 unchanged`. */
export function renderCounts(counts: Counts, lang: Lang, style: Style): string {
  const parts = CHANGES.filter((change) => counts[change] > 0).map((change) =>
    change === "same"
      ? style.faint(`${counts.same} ${CHANGE_WORDS.same[lang]}`)
      : style[change](`${CHANGE_SIGNS[change]}${counts[change]} ${CHANGE_WORDS[change][lang]}`),
  );
  return parts.length > 0 ? parts.join("  ") : WORDS.none[lang];
}

function endpointLines(endpoints: readonly Endpoint[], style: Style): string[] {
  const width = Math.max(...endpoints.map(({ name }) => widthOf(name))) + 2;
  return endpoints.map(
    ({ name, domain, addresses }) =>
      `${padEnd(name, width)}${style.accent(`https://${domain}`)}  ${style.faint(addresses.join(", "))}`,
  );
}

export function policyLines(findings: readonly PolicyFinding[], lang: Lang, style: Style): string[] {
  if (findings.length === 0) return [style.good(`✓ ${WORDS.passed[lang]}`)];
  return groupFindings(findings).map(({ policy, level, standing, names, message }) => {
    const name = namesText(names);
    const mark =
      level === "mandatory"
        ? style.bad(`✗ ${WORDS.mandatory[lang]}`)
        : style.warn(`! ${WORDS[standing][lang]}`);
    return `${mark} ${policy}${name ? ` ${style.faint(name)}` : ""}: ${message.split("\n")[0] ?? ""}`;
  });
}

/** Two names say where; the rest is a number. */
function namesText(names: readonly string[]): string {
  const shown = names.slice(0, 2).join(", ");
  return names.length > 2 ? `${shown} +${names.length - 2}` : shown;
}

/** What would change, or what somebody changed outside: one line per resource. */
export function renderChanges(state: UpdateState, lang: Lang, style: Style): string[] {
  return [...state.resources.values()]
    .filter(({ change }) => change !== "same")
    .map(({ change, name, type, properties }) => {
      const paint = style[change === "same" ? "faint" : change];
      const detail = properties.length > 0 ? style.faint(` [${properties.join(", ")}]`) : "";
      return `  ${paint(`${CHANGE_SIGNS[change]} ${CHANGE_WORDS[change][lang]}`)} ${name} ${style.faint(shortType(type))}${detail}`;
    });
}
