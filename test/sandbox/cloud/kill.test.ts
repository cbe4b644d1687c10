import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { StoreInUse } from "../../../sandbox/cloud/store/single-writer.ts";
import { Store } from "../../../sandbox/cloud/store/store.ts";
import { temporaryFolder } from "../temporary.ts";

const COMMITTER = join(import.meta.dirname, "committer.ts");
/** How often it is killed; at another moment each time. */
const DEATHS = 8;

interface Committer {
  readonly child: ChildProcess;
  /** The greatest number that it was told is kept; -1 before the first. */
  readonly kept: () => number;
}

function startCommitter(folder: string, first: number): Committer {
  const child = spawn(process.execPath, [COMMITTER, folder, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  // The last line may be torn as well.
  return { child, kept: () => Number(said.split("\n").at(-2) ?? -1) };
}

async function firstCommit({ child, kept }: Committer): Promise<void> {
  while (kept() < 0) {
    if (child.exitCode !== null) throw new Error(`the committer ended with ${child.exitCode}`);
    await sleep(5);
  }
}

describe("kill -9 in the middle of commits", () => {
  it("loses nothing that was acknowledged, and leaves no half of a commit", async () => {
    const folder = temporaryFolder();
    let next = 0;
    for (let death = 0; death < DEATHS; death += 1) {
      const committer = startCommitter(folder, next);
      await firstCommit(committer);
      await sleep(20 + death * 7);
      committer.child.kill("SIGKILL");
      await once(committer.child, "close");
      expect(committer.child.signalCode).toBe("SIGKILL");
      const kept = committer.kept();
      expect(kept).toBeGreaterThanOrEqual(next);

      const store = Store.open(folder);
      const numbers = [...store.ofType("toy:box")].map(({ attributes }) => attributes.number);
      const lids = [...store.ofType("toy:lid")].map(({ id }) => id);
      store.close();
      // One more may be kept than the process lived to say.
      expect([kept + 1, kept + 2]).toContain(numbers.length);
      expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index));
      expect(lids).toEqual([`lid-${numbers.length - 1}`]);
      next = numbers.length;
    }
    expect(next).toBeGreaterThan(DEATHS);
  });

  it("frees the store at once, and a live process keeps it", async () => {
    const folder = temporaryFolder();
    const committer = startCommitter(folder, 0);
    await firstCommit(committer);
    expect(() => Store.open(folder)).toThrow(StoreInUse);
    expect(() => Store.open(folder)).toThrow(`process ${committer.child.pid} writes to ${folder}`);
    committer.child.kill("SIGKILL");
    await once(committer.child, "close");
    expect(() => Store.open(folder).close()).not.toThrow();
  });
});
