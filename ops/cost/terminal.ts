import type { Lang } from "../../components/locale/localized.ts";
import { shareOf, type Unpriced } from "../../cost/estimate/estimate.ts";
import { byProduct, byProgram, type Total } from "../../cost/estimate/totals.ts";
import { Decimal, type Range } from "../../cost/money.ts";
import type { Style } from "../cli/style.ts";
import { padEnd, padStart, widthOf } from "../cli/width.ts";
import type { StackEstimate } from "./estimate-stack.ts";
import { COST_WORDS as WORDS } from "./words.ts";

/** `23,932.81`: thousands apart, always two places. */
export function yuan(amount: Decimal): string {
  const [whole = "0", fen = "00"] = amount.toFixed(2).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fen}`;
}

/** The estimate for people. Pure. */
export function renderCost(
  stack: string,
  budget: number,
  { estimate }: StackEstimate,
  now: Date,
  lang: Lang,
  style: Style,
): string[] {
  if (estimate.items.length === 0 && estimate.unpriced.length === 0) return [WORDS.nothing[lang]];
  const { total, assumed, oldest, unpriced, free } = estimate;
  const over = total.expected.gt(budget);
  const share = shareOf(total.expected, new Decimal(budget)).times(100).toFixed(0);
  const lines = [
    `${style.strong(WORDS.title[lang])} ${style.accent(stack)}  ${style.faint(WORDS.prices[lang])}`,
    "",
    ...amountTable([WORDS.product[lang], byProduct(estimate)], lang, style),
    "",
    ...amountTable([WORDS.program[lang], byProgram(estimate)], lang, style, total),
    "",
    `${WORDS.budget[lang]} ${yuan(new Decimal(budget))}: ${(over ? style.bad : style.good)(`${share} %`)}`,
    `${percent(shareOf(assumed.expected, total.expected))} ${WORDS.assumed[lang]}`,
  ];
  if (oldest) {
    const days = Math.max(0, Math.floor((now.getTime() - Date.parse(oldest.date)) / 86_400_000));
    lines.push(`${WORDS.oldest[lang]}: ${oldest.date} (${days} ${WORDS.days[lang]}, ${oldest.sku})`);
  }
  lines.push(`${free.length} ${WORDS.free[lang]}`);
  if (unpriced.length > 0) lines.push("", ...unpricedLines(unpriced, lang, style));
  return lines;
}

function percent(share: Decimal): string {
  return `${share.times(100).toFixed(0)} %`;
}

function amountTable(
  [heading, totals]: readonly [string, readonly Total[]],
  lang: Lang,
  style: Style,
  sum?: Range,
): string[] {
  const rows = totals.map(({ key, cost }) => [key, cost] as const);
  if (sum) rows.push([WORDS.total[lang], sum]);
  const cells = rows.map(([key, { low, expected, high }]) => [key, yuan(low), yuan(expected), yuan(high)]);
  const head = [heading, WORDS.low[lang], WORDS.expected[lang], WORDS.high[lang]];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...cells].map((row) => widthOf(row[column] ?? ""))),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? padEnd : padStart)(cell, widths[column] ?? 0)).join("  ");
  return [
    style.faint(line(head)),
    ...cells.map((row, index) => (sum && index === cells.length - 1 ? style.strong(line(row)) : line(row))),
  ];
}

/** One line for each reason, with those that it holds for. */
function unpricedLines(unpriced: readonly Unpriced[], lang: Lang, style: Style): string[] {
  const reasons = Map.groupBy(unpriced, ({ reason }) => reason[lang]);
  return [
    `${style.warn(WORDS.unpriced[lang])}  ${style.faint(WORDS.unpricedNote[lang])}`,
    ...[...reasons].map(([reason, members]) => {
      const names = members.slice(0, 3).map(({ resource }) => resource.name);
      const more = members.length > names.length ? ` +${members.length - names.length}` : "";
      return `  ${names.join(", ")}${more}: ${style.faint(reason)}`;
    }),
  ];
}
