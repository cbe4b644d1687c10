import type { Style } from "./style.ts";
import { padEnd, widthOf } from "./width.ts";

/** A label and what stands beside it, on one line or several. */
export type Row = readonly [label: string, lines: readonly string[]];

/** Rows with their labels in one column. Pure. */
export function renderRows(rows: readonly Row[], style: Style): string[] {
  const width = Math.max(0, ...rows.map(([label]) => widthOf(label))) + 2;
  return rows.flatMap(([label, lines]) =>
    lines.map(
      (line, index) => `${index === 0 ? style.strong(padEnd(label, width)) : " ".repeat(width)}${line}`,
    ),
  );
}
