import { createHash } from "node:crypto";
import * as z from "zod";

/** Characters as people count them; more can't be read while it flies by. */
export const LONGEST_TEXT = 100;
/** A room's name: a picture, a table, a show. */
export const ROOM = /^[A-Za-z0-9][A-Za-z0-9:_-]{0,63}$/;

/** A comment on its way from one gateway to all. */
export const comment = z.strictObject({
  id: z.string().min(1).max(64),
  room: z.string().regex(ROOM),
  user: z.string().min(1).max(64),
  text: z.string().min(1).max(1000),
  /** Milliseconds since 1970 at which the first gateway took it. */
  sentAt: z.int().positive(),
});
export type Comment = z.infer<typeof comment>;

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
/** Control characters, line ends, and marks that turn the direction of what stands behind them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** A text as it is shown: composed, on one line. @returns why it can't be shown, where it can't */
export function shownText(
  text: string,
): { readonly text: string } | { readonly refused: "empty" | "too-long" } {
  const shown = text.normalize("NFC").replace(UNSEEN, " ").replace(/\s+/gu, " ").trim();
  if (shown === "") return { refused: "empty" };
  // No text of so few graphemes has ten times as many code units, unless it piles up marks.
  if (shown.length > LONGEST_TEXT * 10) return { refused: "too-long" };
  return [...graphemes.segment(shown)].length > LONGEST_TEXT ? { refused: "too-long" } : { text: shown };
}

/** The same comment has the same id, however often and to whichever gateway its phone sends it. */
export function commentId(user: string, room: string, ownId: string): string {
  return createHash("sha256")
    .update(JSON.stringify([user, room, ownId]))
    .digest("base64url")
    .slice(0, 22);
}
