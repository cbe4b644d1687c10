import type { Localized } from "../../components/locale/localized.ts";
import { WORDS, type Word } from "./words.ts";

/** Text that is safe inside elements and quoted attributes. */
export function safe(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A text of several lines. */
export function lines(text: string): string {
  return safe(text.trim()).replaceAll("\n", "<br>");
}

/** Both languages, of which the page shows one. */
export function both(text: Localized): string {
  return `<span lang="en">${safe(text.en)}</span><span lang="zh">${safe(text.zh)}</span>`;
}

export function word(key: Word): string {
  return both(WORDS[key]);
}

/** A table that turns into a list of cards on a narrow screen: each cell knows its heading. */
export function table(headings: readonly Localized[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${both(heading)}</th>`).join("");
  const body = rows
    .map(
      (cells) =>
        `<tr>${cells.map((cell, index) => `<td>${label(headings[index])}<div>${cell}</div></td>`).join("")}</tr>`,
    )
    .join("\n");
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function label(heading: Localized | undefined): string {
  return heading ? `<span class="label" aria-hidden="true">${both(heading)}</span>` : "";
}
