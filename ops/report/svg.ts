import type { Localized } from "../../components/locale/localized.ts";
import { safe } from "./markup.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function rect(box: Box, kind: string, radius: number): string {
  return `<rect class="${kind}" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${radius}"/>`;
}

/** Text at a baseline; `anchor` as in SVG. */
export function text(
  x: number,
  y: number,
  content: string | Localized,
  kind: string,
  anchor: "start" | "middle" | "end" = "start",
): string {
  const open = (lang: string) => `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}"${lang}>`;
  if (typeof content === "string") return `${open("")}${safe(content)}</text>`;
  return `${open(' lang="en"')}${safe(content.en)}</text>${open(' lang="zh"')}${safe(content.zh)}</text>`;
}

/** Columns of 11 px that the widest common sans-serif letter takes, on average over a name. */
const WIDE_LETTER = 6.6;

/**
 * A name that must not leave its box, whatever font the reader's machine has: a long one is set narrower, by the browser
 * itself, which alone knows its width.
 */
export function fitted(x: number, y: number, content: string, kind: string, room: number): string {
  const drawn = text(x, y, content, kind);
  if (content.length * WIDE_LETTER <= room) return drawn;
  return drawn.replace("<text ", `<text textLength="${room}" lengthAdjust="spacingAndGlyphs" `);
}

/** A straight arrow downwards or along corners; the marker is defined once per drawing. */
export function arrow(points: readonly (readonly [number, number])[], marker: string): string {
  return `<polyline class="arrow" points="${points.map((point) => point.join(",")).join(" ")}" marker-end="url(#${marker})"/>`;
}

export function group(parts: readonly string[], title?: string): string {
  return `<g>${title ? `<title>${safe(title)}</title>` : ""}${parts.join("")}</g>`;
}
