import { gunzipSync } from "node:zlib";
import { packedPart } from "../../../components/guest/packed-user-data.ts";

/** Room for what a machine's user data may unpack to: ECS takes 32 KiB, guestinfo 1 MiB. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024;

/** What lets somebody in with a password, in cloud-init's, sshd's and the shell's words. */
const DIRECTIVES: readonly { readonly directive: string; readonly pattern: RegExp }[] = [
  { directive: "ssh_pwauth: true", pattern: /^\s*["']?ssh_pwauth["']?\s*:\s*["']?(true|yes|on|1)\b/i },
  {
    directive: "PasswordAuthentication yes",
    pattern: /^(?!\s*#).*\bPasswordAuthentication\s*[\s=]\s*["']?yes\b/i,
  },
  { directive: "PermitRootLogin yes", pattern: /^(?!\s*#).*\bPermitRootLogin\s*[\s=]\s*["']?yes\b/i },
  { directive: "chpasswd", pattern: /^(?!\s*#).*\bchpasswd\b/ },
  { directive: "passwd --stdin", pattern: /^(?!\s*#).*\bpasswd\b.*--stdin\b/ },
  { directive: "usermod --password", pattern: /^(?!\s*#).*\b(usermod|useradd)\b.*\s(-p|--password)\b/ },
  { directive: "plain_text_passwd", pattern: /^\s*-?\s*["']?plain_text_passwd["']?\s*:/ },
  {
    directive: "hashed_passwd",
    pattern: /^\s*-?\s*["']?(hashed_passwd|passwd)["']?\s*:\s*(?!(files|compat|db|sss|systemd)\b)\S/,
  },
  { directive: "password", pattern: /^["']?password["']?\s*:\s*\S/ },
  { directive: "lock_passwd: false", pattern: /^\s*-?\s*["']?lock_passwd["']?\s*:\s*["']?(false|no|off)\b/i },
];

/** A directive and its line, counted from 1. The line's text is left out: it may hold the password. */
export interface PasswordDirective {
  readonly line: number;
  readonly directive: string;
}

/**
 * Everything in user data that opens a login by password. A file that user data writes is read as well, when it is
 * there as plain text (cloud-config's `content: |`) or base64.
 */
export function passwordDirectives(text: string): PasswordDirective[] {
  const found: PasswordDirective[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const readable = [line, ...embeddedText(line)].join("\n").split("\n");
    for (const { directive, pattern } of DIRECTIVES) {
      if (readable.some((part) => pattern.test(part))) found.push({ line: index + 1, directive });
    }
  }
  return found;
}

/**
 * User data as text: it may be plain, base64, or gzip in base64, as ECS and guestinfo take it, and any of these may be a
 * MIME message with one gzipped part.
 */
export function readUserData(value: string): string {
  const text = decoded(value);
  const packed = packedPart(text);
  return packed === undefined ? text : decoded(packed);
}

function decoded(value: string): string {
  const compact = value.replaceAll(/\s/g, "");
  if (!isBase64(compact)) return value;
  const bytes = Buffer.from(compact, "base64");
  try {
    return (
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES })
        : bytes
    ).toString("utf8");
  } catch {
    // It only looked like gzip: then the text is what it says.
    return value;
  }
}

/** User data and every file that it writes as base64, as texts. */
export function textsIn(value: string): string[] {
  const text = readUserData(value);
  return [text, ...text.split("\n").flatMap(embeddedText)];
}

/** The text of a file that cloud-config writes as base64 on one line. */
function embeddedText(line: string): string[] {
  const content = /^\s*-?\s*content:\s*["']?([A-Za-z0-9+/=]{16,})["']?\s*$/.exec(line)?.[1];
  return content === undefined || !isBase64(content) ? [] : [readUserData(content)];
}

function isBase64(text: string): boolean {
  return text.length >= 8 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}
