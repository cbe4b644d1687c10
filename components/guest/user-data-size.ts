import { gzipSync } from "fflate";
import { GuestError } from "./guest-error.ts";

/** An entry of cloud-init's `write_files`. */
export interface WriteFile {
  readonly path: string;
  readonly permissions: string;
  readonly owner: string;
  readonly encoding?: "gz+b64";
  readonly content: string;
}

/**
 * ECS refuses user data above 32 KB before base64 (help.aliyun.com, "Customize the initialization configuration of
 * an instance"). guestinfo takes more, but a guest must be able to move between platforms.
 */
export const USER_DATA_LIMIT = 32 * 1024;

// Below this gzip and base64 (4/3) gain nothing.
const WORTH_COMPRESSING = 1024;

/**
 * Renders files, compressing the largest ones as `gz+b64`, one after the other, only as far as the limit demands:
 * plain text is what people can review. What is too large even so is packed as a whole, see {@link packed}.
 *
 * User data that changes replaces its machine, so equal files must give equal bytes on every computer. Node's own zlib
 * doesn't promise that (its fast paths differ between processors and versions); fflate is plain JavaScript at an exact
 * version.
 */
export function fitUserData(
  guest: string,
  files: readonly WriteFile[],
  render: (files: readonly WriteFile[]) => string,
): string {
  let current = files;
  let text = render(current);
  const largestFirst = files
    .map((file, index) => ({ index, size: Buffer.byteLength(file.content) }))
    .filter(({ size }) => size >= WORTH_COMPRESSING)
    .sort((a, b) => b.size - a.size || a.index - b.index);
  for (const { index } of largestFirst) {
    if (Buffer.byteLength(text) <= USER_DATA_LIMIT) return text;
    current = current.map((file, at) => (at === index ? compressed(file) : file));
    text = render(current);
  }
  if (Buffer.byteLength(text) <= USER_DATA_LIMIT) return text;
  text = packed(render(files));
  if (Buffer.byteLength(text) <= USER_DATA_LIMIT) return text;
  throw new GuestError(guest, [
    `user data has ${Buffer.byteLength(text)} bytes even compressed; at most ${USER_DATA_LIMIT} are allowed. ` +
      `Largest files: ${largestFirst
        .slice(0, 3)
        .map(({ index, size }) => `${files[index]?.path} (${size} bytes)`)
        .join(", ")}`,
  ]);
}

function compressed(file: WriteFile): WriteFile {
  const { content: plain, ...rest } = file;
  return { ...rest, encoding: "gz+b64", content: zipped(plain) };
}

/**
 * A whole cloud-config as one MIME message, which cloud-init unpacks before it reads it (cloudinit/user_data.py,
 * `DECOMP_TYPES`): files that are alike share what they have in common, and a machine gets a third more than file by file.
 */
export function packed(config: string): string {
  const lines = zipped(config).match(/.{1,76}/g) ?? [];
  return `MIME-Version: 1.0
Content-Type: application/gzip
Content-Transfer-Encoding: base64

${lines.join("\n")}
`;
}

function zipped(text: string): string {
  const bytes = gzipSync(Buffer.from(text, "utf8"), { level: 9, mtime: new Date(0) });
  return Buffer.from(bytes).toString("base64");
}
