import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/** Columns that a text takes on a terminal: two for CJK and emoji, none for escape codes. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** The text with spaces behind it until it takes `columns`; longer texts stay as they are. */
export function padEnd(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - widthOf(text)));
}

export function padStart(text: string, columns: number): string {
  return " ".repeat(Math.max(0, columns - widthOf(text))) + text;
}

/** The longest beginning of the text that fits, with `…` where something was cut. Colours are dropped then. */
export function truncate(text: string, columns: number): string {
  if (columns <= 0) return "";
  if (widthOf(text) <= columns) return text;
  let cut = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(stripVTControlCharacters(text))) {
    const width = widthOf(segment);
    if (used + width > columns - 1) break;
    cut += segment;
    used += width;
  }
  return `${cut}…`;
}

/** Breaks a text into lines of at most `columns`: at spaces, or between CJK characters. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.match(
      /\s+|[\u2e80-\u9fff\uff00-\uffef][，。；：、）]*|[^\s\u2e80-\u9fff\uff00-\uffef]+/gu,
    ) ?? []) {
      if (line !== "" && widthOf(line + word) > columns) {
        lines.push(line.trimEnd());
        line = word.trimStart();
      } else line += word;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
