import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "hougu-ops-"));
  onTestFinished(() => removed(folder));
  return folder;
}

export async function removed(file: string): Promise<void> {
  await rm(file, { recursive: true, force: true });
}
