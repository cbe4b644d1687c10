import * as z from "zod";

/** Frames that a phone sends, as JSON. */
const incoming = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("join"), token: z.string().min(1).max(2048) }),
  z.strictObject({
    type: z.literal("comment"),
    /** Chosen by the phone: it sends the same comment again under the same id. */
    id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    text: z.string().max(4000),
  }),
]);
export type Incoming = z.infer<typeof incoming>;

export type Refusal = "invalid" | "empty" | "too-long" | "too-fast" | "blocked" | "unavailable";

/** Frames that a gateway sends. */
export type Outgoing =
  | { readonly type: "joined"; readonly room: string; readonly longestText: number }
  | {
      readonly type: "comment";
      readonly id: string;
      readonly user: string;
      readonly text: string;
      readonly sentAt: number;
    }
  /** The broker has it: it reaches everybody in the room. */
  | { readonly type: "accepted"; readonly id: string }
  | {
      readonly type: "refused";
      readonly id?: string;
      readonly reason: Refusal;
      readonly retryAfterMs?: number;
    }
  /** This gateway goes; connect again after this time. */
  | { readonly type: "going"; readonly reconnectAfterMs: number };

/** Why a gateway closes a socket (RFC 6455, 7.4.2: 4000 and above are an application's own). */
export const CLOSE = {
  /** Frames that mean nothing, again and again. */
  invalid: 4400,
  /** No token, or one that isn't valid: get a new one first. */
  unauthorised: 4401,
  /** The token has expired: get a new one, then come back. */
  expired: 4403,
  /** No token within the time to join. */
  silent: 4408,
  /** Comments without end, faster than any hand. */
  tooFast: 4429,
  /** This gateway goes: connect again after the time in the reason. */
  restart: 1012,
  /** This gateway is full: connect again later. */
  full: 1013,
  /** The phone takes nothing in. */
  slow: 4410,
} as const;

/** The largest frame that a phone may send, in bytes: a token, or a text of four bytes a character. */
export const LARGEST_FRAME = 16 * 1024;

/** @returns undefined for what is no frame of ours */
export function parseFrame(text: string): Incoming | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = incoming.safeParse(value);
  return result.success ? result.data : undefined;
}

/** The reason beside code 1012, which phones read when the frame before it was lost: at most 123 bytes. */
export function restartReason(reconnectAfterMs: number): string {
  return JSON.stringify({ reconnectAfterMs });
}
