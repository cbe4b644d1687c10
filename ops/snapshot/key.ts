import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Failure } from "../cli/failure.ts";
import type { CommandContext } from "../commands/command.ts";

const KEY_BYTES = 32;

/**
 * The key of the digests: HOUGU_SNAPSHOT_KEY, or one that is made once and kept in HOUGU_HOME for nobody else to read.
 * @throws Failure `usage` when it isn't 64 hexadecimal digits; its value is told to nobody
 */
export async function snapshotKey({ env, home }: CommandContext): Promise<Buffer> {
  const given = env.HOUGU_SNAPSHOT_KEY;
  if (given !== undefined && given !== "") return parsed(given, "HOUGU_SNAPSHOT_KEY");
  const file = path.join(home, "snapshot-key");
  await mkdir(home, { recursive: true });
  try {
    await writeFile(file, `${randomBytes(KEY_BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return parsed((await readFile(file, "utf8")).trim(), file);
}

/** Tells keys apart, and nothing of them. */
export function keyIdOf(key: Buffer): string {
  return createHash("sha256").update("hougu-snapshot key id").update(key).digest("hex").slice(0, 16);
}

function parsed(text: string, where: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  throw new Failure(
    "usage",
    { en: `${where}: expected 64 hexadecimal digits`, zh: `${where}：应为 64 位十六进制数字` },
    { hint: { en: "openssl rand -hex 32", zh: "openssl rand -hex 32" } },
  );
}
