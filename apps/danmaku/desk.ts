import { createHash } from "node:crypto";
import { NotConfirmed } from "hougu-app-runtime/broker/publisher.ts";
import type { Trace } from "hougu-app-runtime/trace.ts";
import * as z from "zod";
import { type Comment, commentId, ROOM, shownText } from "./comment.ts";
import type { Taken } from "./gateway.ts";
import type { Guest } from "./phone.ts";
import type { RateLimit } from "./rate-limit.ts";
import type { WordFilter } from "./word-filter.ts";

export interface DeskArgs {
  readonly rates: RateLimit;
  readonly words: WordFilter;
  readonly say: (comment: Comment, trace: Trace) => Promise<void>;
  readonly now?: () => number;
}

/** What the API server sends to be shown. */
const fromServer = z.strictObject({
  room: z.string().regex(ROOM),
  user: z.string().min(1).max(64),
  text: z.string().max(4000),
});

/** Where comments are judged before anybody sees them: speed, length, words. */
export class Desk {
  readonly #args: DeskArgs;
  readonly #now: () => number;

  constructor(args: DeskArgs) {
    this.#args = args;
    this.#now = args.now ?? Date.now;
  }

  /** A phone's comment; accepted when the broker has it. */
  async take({ user, room }: Guest, ownId: string, text: string, trace: Trace): Promise<Taken> {
    const { rates, words, say } = this.#args;
    const retryAfterMs = rates.take(user);
    if (retryAfterMs > 0) return { accepted: false, reason: "too-fast", retryAfterMs };
    const shown = shownText(text);
    if ("refused" in shown) return { accepted: false, reason: shown.refused };
    if (!(await words.allows(shown.text))) return { accepted: false, reason: "blocked" };
    try {
      await say(
        { id: commentId(user, room, ownId), room, user, text: shown.text, sentAt: this.#now() },
        trace,
      );
      return { accepted: true };
    } catch (error) {
      if (error instanceof NotConfirmed)
        return { accepted: false, reason: "unavailable", retryAfterMs: 1000 };
      throw error;
    }
  }

  /** The API server's. It isn't slowed down, but its texts come from people too. */
  async judge(content: unknown, id: string): Promise<Comment | undefined> {
    const parsed = fromServer.safeParse(content);
    if (!parsed.success) return undefined;
    const { room, user, text } = parsed.data;
    const shown = shownText(text);
    if ("refused" in shown || !(await this.#args.words.allows(shown.text))) return undefined;
    const ownId = id || createHash("sha256").update(JSON.stringify(parsed.data)).digest("hex");
    return { id: commentId("", room, ownId), room, user, text: shown.text, sentAt: this.#now() };
  }
}
