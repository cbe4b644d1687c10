import type { Localized } from "../../components/locale/localized.ts";
import { type BreakEven, savingOf } from "../../cost/estimate/break-even.ts";
import type { Total } from "../../cost/estimate/totals.ts";
import type { Range } from "../../cost/money.ts";
import { safe } from "../report/markup.ts";
import { text } from "../report/svg.ts";
import { yuan } from "./terminal.ts";

const WIDTH = 1000;
const LABELS = 130;
const VALUES = 130;

function svg(height: number, label: string, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${safe(label)}">${parts.join("")}</svg>`;
}

/** Round steps that divide a scale into about `count` parts: 1, 2 or 5 times a power of ten. */
export function niceStep(most: number, count: number): number {
  const rough = most / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10;
  return step * power;
}

function ticks(most: number, count: number): readonly number[] {
  const step = niceStep(most, count);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

export interface StackedBar {
  readonly label: string;
  /** Expected cost of each series, in the order of the legend. */
  readonly parts: readonly number[];
  readonly cost: Range;
}

/** Horizontal bars, one for each product, with the range as a line over it. */
export function bars(rows: readonly StackedBar[]): string {
  const row = 30;
  const most = Math.max(1, ...rows.map(({ cost }) => cost.high.toNumber()));
  const scale = (value: number) => (value / most) * (WIDTH - LABELS - VALUES);
  const height = rows.length * row + 26;
  const parts = ticks(most, 6).map((tick) => {
    const x = LABELS + scale(tick);
    return `<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height - 22}"/>${text(x, height - 6, tick.toLocaleString("en"), "axis", "middle")}`;
  });
  rows.forEach(({ label, parts: amounts, cost }, index) => {
    const y = index * row + 4;
    let x = LABELS;
    parts.push(text(LABELS - 10, y + 15, label, "", "end"));
    amounts.forEach((amount, series) => {
      const width = scale(amount);
      if (width > 0)
        parts.push(`<rect class="s${series % 6}" x="${x}" y="${y}" width="${width}" height="20" rx="2"/>`);
      x += width;
    });
    const [low, high] = [LABELS + scale(cost.low.toNumber()), LABELS + scale(cost.high.toNumber())];
    if (high - low > 3)
      parts.push(
        `<path class="whisker" fill="none" d="M${low} ${y + 6}v8M${low} ${y + 10}H${high}M${high} ${y + 6}v8"/>`,
      );
    parts.push(text(Math.max(x, high) + 10, y + 15, yuan(cost.expected), "value"));
  });
  return svg(height, "cost by product", parts);
}

/** Stacked areas over 24 hours; `series` from the bottom upwards. */
export function overTheDay(series: readonly (readonly number[])[]): string {
  const [left, top, bottom, height] = [60, 10, 30, 300];
  const sums = Array.from({ length: 24 }, (_, hour) =>
    series.reduce((sum, one) => sum + (one[hour] ?? 0), 0),
  );
  const most = Math.max(0.01, ...sums) * 1.06;
  const x = (hour: number) => left + (hour / 24) * (WIDTH - left - 20);
  const y = (value: number) => top + (1 - value / most) * (height - top - bottom);
  const parts = ticks(most, 5).map(
    (tick) =>
      `<line class="grid" x1="${left}" x2="${WIDTH - 20}" y1="${y(tick)}" y2="${y(tick)}"/>${text(left - 8, y(tick) + 4, tick.toLocaleString("en"), "axis", "end")}`,
  );
  let base = new Array<number>(24).fill(0);
  series.forEach((values, index) => {
    const lid = base.map((below, hour) => below + (values[hour] ?? 0));
    // Steps: within an hour the price of an hour holds.
    const upper = lid.flatMap((value, hour) => [`${x(hour)},${y(value)}`, `${x(hour + 1)},${y(value)}`]);
    const lower = base
      .flatMap((value, hour) => [`${x(hour)},${y(value)}`, `${x(hour + 1)},${y(value)}`])
      .reverse();
    parts.push(`<polygon class="s${index % 6}" points="${[...upper, ...lower].join(" ")}"/>`);
    base = lid;
  });
  for (let hour = 0; hour <= 24; hour += 3)
    parts.push(text(x(hour), height - 10, `${String(hour).padStart(2, "0")}:00`, "axis", "middle"));
  return svg(height, "cost over the day", parts);
}

/** A day as a bar: green until a subscription is cheaper, red for what is paid too much. */
export function breakEven(rows: readonly BreakEven[], words: { readonly saving: Localized }): string {
  const [labels, values, row] = [210, 190, 34];
  const scale = (hours: number) => labels + (hours / 24) * (WIDTH - labels - values);
  const height = rows.length * row + 26;
  const parts = [0, 6, 12, 18, 24].map(
    (hour) =>
      `<line class="grid" x1="${scale(hour)}" x2="${scale(hour)}" y1="0" y2="${height - 22}"/>${text(scale(hour), height - 6, `${hour} h`, "axis", "middle")}`,
  );
  rows.forEach((one, index) => {
    const y = index * row + 5;
    const at = scale(Math.min(24, one.hoursPerDay.toNumber()));
    const saved = yuan(savingOf(one));
    parts.push(
      text(labels - 10, y + 16, `${one.count} × ${one.sku}`, "", "end"),
      `<rect class="once" x="${labels}" y="${y}" width="${at - labels}" height="22" rx="3"/>`,
      `<rect class="twice" x="${at}" y="${y}" width="${scale(24) - at}" height="22" rx="3"/>`,
      `<line class="mark" x1="${at}" x2="${at}" y1="${y - 3}" y2="${y + 25}"/>`,
      text(at - 6, y + 16, `${one.hoursPerDay.toFixed(1)} h`, "value", "end"),
      text(
        scale(24) + 10,
        y + 16,
        { en: `${saved} ${words.saving.en}`, zh: `${words.saving.zh} ${saved}` },
        "value",
      ),
    );
  });
  return svg(height, "break-even", parts);
}

/** The largest `most` totals; what is left is one sum. */
export function largest(
  totals: readonly Total[],
  most: number,
): readonly [readonly Total[], readonly Total[]] {
  return [totals.slice(0, most), totals.slice(most)];
}
