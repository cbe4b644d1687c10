import { readFile } from "node:fs/promises";
import { Failure } from "../cli/failure.ts";
import type { Deployment } from "../stack/deployment.ts";

/** A stack's state without secrets, for whoever may not see them. */
export interface Snapshot {
  readonly format: "hougu-snapshot/1";
  readonly stack: string;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  /** Tells keys apart without telling anything of them: digests of two snapshots compare only when it is the same. */
  readonly keyId: string;
  readonly deployment: Deployment;
}

/**
 * @param stack the stack that it must be of
 * @throws Failure `usage` when it can't be read, is none, or is another stack's
 */
export async function readSnapshot(file: string, stack: string): Promise<Snapshot> {
  let snapshot: Partial<Snapshot>;
  try {
    snapshot = JSON.parse(await readFile(file, "utf8")) as Partial<Snapshot>;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refused({ en: `${file} can't be read: ${why}`, zh: `无法读取 ${file}：${why}` }, stack, cause);
  }
  if (snapshot?.format !== "hougu-snapshot/1" || !Array.isArray(snapshot.deployment?.resources)) {
    throw refused({ en: `${file} is no snapshot of hougu`, zh: `${file} 不是 hougu 快照` }, stack);
  }
  if (snapshot.stack !== stack) {
    throw refused(
      {
        en: `${file} is a snapshot of '${snapshot.stack}', not of '${stack}'`,
        zh: `${file} 是“${snapshot.stack}”的快照，而不是“${stack}”`,
      },
      stack,
    );
  }
  return snapshot as Snapshot;
}

function refused(text: Failure["text"], stack: string, cause?: unknown): Failure {
  const line = `npx hougu snapshot --stack ${stack} --out snapshot.json`;
  return new Failure("usage", text, { hint: { en: line, zh: line }, cause });
}
