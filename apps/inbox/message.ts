import * as z from "zod";

export const MAILBOX = /^[A-Za-z0-9_-]{22}$/;

const text = z.string().trim().min(1).max(2000);
const title = z.string().trim().min(1).max(100).optional();
/** Pages of the mini-program itself, which WeChat opens by their path. */
const page = z
  .string()
  .regex(/^pages\/[A-Za-z0-9/_-]{1,100}(\?[A-Za-z0-9=&_%.-]{0,200})?$/)
  .optional();

/** What is posted. */
export const posted = z.strictObject({ phone: z.string().max(32), text, title, page });
export type Posted = z.infer<typeof posted>;

/** A message in a mailbox. */
export interface Message {
  readonly id: string;
  readonly text: string;
  readonly title?: string | undefined;
  readonly page?: string | undefined;
  /** Milliseconds since 1970 at which it was taken. */
  readonly sentAt: number;
}

/** A message on its way through the broker: the phone's number isn't in it, only the name of its mailbox. */
export const queued = z.strictObject({
  mailbox: z.string().regex(MAILBOX),
  text,
  title,
  page,
  sentAt: z.int().positive(),
});
export type Queued = z.infer<typeof queued>;

/** What the mini-program's own servers may put into the queue without asking this app: a phone's number, and a text. */
export const queuedByServer = z.strictObject({ phone: z.string().max(32), text, title, page });
