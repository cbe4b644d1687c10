import { gunzipSync } from "node:zlib";
import { packedPart } from "../../components/guest/packed-user-data.ts";

/** More than any guest's user data, less than what a hostile one could grow to. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Text that comes plain, in base64, or gzipped in base64; undefined when it is none of them. */
export function unpacked(value: string): string | undefined {
  const text = decoded(value);
  const part = packedPart(text ?? "");
  return part === undefined ? text : decoded(part);
}

function decoded(value: string): string | undefined {
  if (value.startsWith("#") || value.startsWith("MIME-Version:")) return value;
  const compact = value.replaceAll(/\s/g, "");
  if (compact.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  const bytes = Buffer.from(compact, "base64");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES }).toString("utf8");
  } catch {
    return undefined;
  }
}
