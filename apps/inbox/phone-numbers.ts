import { createHmac } from "node:crypto";

/** ITU-T E.164: a plus sign, a country code, 15 digits at most. */
const INTERNATIONAL = /^\+[1-9][0-9]{6,14}$/;
/** As people in mainland China write their own. */
const MAINLAND = /^1[3-9][0-9]{9}$/;

/** A phone number in its one form, e.g. `+8613800138000`; undefined where a text is none. */
export function phoneNumber(text: string): string | undefined {
  const bare = text.replace(/[ -]/g, "");
  if (MAINLAND.test(bare)) return `+86${bare}`;
  return INTERNATIONAL.test(bare) ? bare : undefined;
}

/**
 * The name of a phone's mailbox: an HMAC of its number. There are so few numbers that a plain hash is undone by trying
 * them all; without the key this one isn't. Stores, brokers and logs know phones by it alone.
 */
export function mailboxOf(phone: string, key: Uint8Array): string {
  return createHmac("sha256", key).update(`mailbox ${phone}`).digest("base64url").slice(0, 22);
}
