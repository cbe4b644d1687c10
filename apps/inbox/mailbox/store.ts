import type { Message } from "../message.ts";

/** A message and where it stands in its mailbox. */
export interface Kept {
  /** Orders messages, and names the place to go on reading. */
  readonly cursor: string;
  readonly message: Message;
}

export const CURSOR = /^[0-9]{1,16}-[0-9]{1,16}$/;

/** The store is away, or doesn't answer. Nothing is known of what it was asked to do. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** What an idempotency key was used for before. */
export type Earlier = "nothing" | "the same" | "another";

/** Where mailboxes are kept. Every method may throw {@link StoreUnavailable}. */
export interface MailboxStore {
  readonly available: boolean;
  /** Puts a message in, once for its id. @returns whether it wasn't there before */
  append(mailbox: string, message: Message): Promise<boolean>;
  /** Messages behind a cursor, the oldest first. */
  read(mailbox: string, after: string | undefined, limit: number): Promise<readonly Kept[]>;
  /** Takes out every message up to a cursor, itself among them. @returns how many there were */
  acknowledge(mailbox: string, through: string): Promise<number>;
  /** Remembers what an idempotency key is used for. */
  remember(key: string, fingerprint: string): Promise<Earlier>;
  /** Calls back whenever a message came into a mailbox, from whichever process. */
  onArrival(arrived: (mailbox: string) => void): void;
  /** Forgets mailboxes that nobody has written to for longer than they are kept. @returns how many */
  sweep(): Promise<number>;
}
