import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Holder, withLock } from "../../tools/engine/lock.ts";
import { temporaryFolder } from "./fake-tools.ts";

const LOCK_MODULE = new URL("../../tools/engine/lock.ts", import.meta.url).pathname;
const nobody = (): void => undefined;

/** A process that takes the lock and runs `work` while it holds it. */
function holder(path: string, work: string) {
  return spawn(
    process.execPath,
    [
      "--input-type=module-typescript",
      "-e",
      `import { withLock } from ${JSON.stringify(LOCK_MODULE)};
       import fs from "node:fs";
       import { setTimeout as sleep } from "node:timers/promises";
       await withLock(${JSON.stringify(path)}, async () => { ${work} }, () => undefined);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
}

const untilOutput = (child: ReturnType<typeof holder>) =>
  new Promise((resolve) => child.stdout.once("data", resolve));
const untilExit = (child: ReturnType<typeof holder>) => new Promise((resolve) => child.once("exit", resolve));

describe("withLock", () => {
  it("gives back what the work gives, and the lock too, even when the work throws", async () => {
    const path = join(temporaryFolder(), "deep", "lock");
    expect(await withLock(path, async () => 7, nobody)).toBe(7);
    await expect(withLock(path, () => Promise.reject(new Error("work")), nobody)).rejects.toThrow("work");
    expect(existsSync(path)).toBe(false);
  });

  it("lets one process work at a time", async () => {
    const folder = temporaryFolder();
    const log = join(folder, "log");
    const work = `fs.appendFileSync(${JSON.stringify(log)}, "in "); await sleep(30); fs.appendFileSync(${JSON.stringify(log)}, "out ");`;
    const children = Array.from({ length: 4 }, () => holder(join(folder, "lock"), work));
    expect(await Promise.all(children.map(untilExit))).toEqual([0, 0, 0, 0]);
    expect(readFileSync(log, "utf8")).toBe("in out ".repeat(4));
  });

  it("waits for a living holder and says who it is", async () => {
    const path = join(temporaryFolder(), "lock");
    const child = holder(path, `console.log("held"); await sleep(700);`);
    await untilOutput(child);
    const waitedFor: Holder[] = [];
    await withLock(
      path,
      async () => undefined,
      (who) => waitedFor.push(who),
    );
    expect(waitedFor).toMatchObject([{ pid: child.pid, host: hostname() }]);
  });

  it("recovers the lock of a process that was killed", async () => {
    const path = join(temporaryFolder(), "lock");
    const child = holder(path, `console.log("held"); await sleep(600_000);`);
    await untilOutput(child);
    child.kill("SIGKILL");
    await untilExit(child);
    expect(existsSync(path)).toBe(true);
    expect(await withLock(path, async () => "mine", nobody)).toBe("mine");
  });

  it("lets one of many recover a killed process's lock", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "lock");
    writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    const log = join(folder, "log");
    const work = `fs.appendFileSync(${JSON.stringify(log)}, "in "); await sleep(30); fs.appendFileSync(${JSON.stringify(log)}, "out ");`;
    await Promise.all(Array.from({ length: 4 }, () => untilExit(holder(path, work))));
    expect(readFileSync(log, "utf8")).toBe("in out ".repeat(4));
  });

  it.runIf(existsSync("/proc/self/stat"))(
    "is not fooled by another process with the number of the dead one",
    async () => {
      const path = join(temporaryFolder(), "lock");
      writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname(), began: "1" }));
      expect(await withLock(path, async () => "mine", nobody)).toBe("mine");
    },
  );

  it("recovers a lock that its writer left empty", async () => {
    const path = join(temporaryFolder(), "lock");
    writeFileSync(path, "");
    expect(await withLock(path, async () => "mine", nobody)).toBe("mine");
  });

  it("recovers the lock of another machine once that has been silent", async () => {
    const path = join(temporaryFolder(), "lock");
    writeFileSync(path, JSON.stringify({ pid: 1, host: "elsewhere" }));
    const long = new Date(Date.now() - 3_600_000);
    utimesSync(path, long, long);
    expect(await withLock(path, async () => "mine", nobody)).toBe("mine");
  });

  it("fails at once where it can't write, rather than wait", async () => {
    const path = join(temporaryFolder(), "lock");
    mkdirSync(path);
    writeFileSync(join(path, "file"), "");
    await expect(withLock(join(path, "file", "lock"), async () => 1, nobody)).rejects.toThrow(
      /ENOTDIR|EEXIST/,
    );
  });
});
