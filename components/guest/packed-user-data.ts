/** How `packed` (user-data-size.ts) and others write a message whose one part is gzipped. */
const MESSAGE = /^MIME-Version:[^\n]*\n(?:[A-Za-z-]+:[^\n]*\n)*\n([A-Za-z0-9+/=\s]+)$/;

/** The gzipped part of user data that is a MIME message, in base64; undefined for any other. */
export function packedPart(userData: string): string | undefined {
  return MESSAGE.exec(userData)?.[1];
}
