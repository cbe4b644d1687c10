import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { isDead, isLocked, lockedFailure, lockHolders, type Machine } from "../../../ops/recovery/lock.ts";
import { holdersOf } from "../../../ops/recovery/lock-files.ts";
import { fakeStack, writeLock } from "../fake-open-stack.ts";
import { temporaryFolder } from "../temporary.ts";

// As Pulumi v3.259.0 writes it.
const REFUSAL = `error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.
  file:///home/ops/.hougu/state/.pulumi/locks/organization/hougu/dev/4a9b.json: created by ops@build-7 (pid 4711) at 2026-03-01T08:00:00+08:00
  file:///home/ops/.hougu/state/.pulumi/locks/organization/hougu/dev/77aa.json: created by CORP\\li@PC-12.corp.example.com (pid 99) at 2026-03-01T08:00:01Z`;

describe("a refusal", () => {
  test("names who holds the stack", () => {
    expect(isLocked(REFUSAL)).toBe(true);
    expect(lockHolders(REFUSAL)).toEqual([
      { user: "ops", host: "build-7", pid: 4711, since: "2026-03-01T08:00:00+08:00" },
      { user: "CORP\\li", host: "PC-12.corp.example.com", pid: 99, since: "2026-03-01T08:00:01Z" },
    ]);
  });

  test("of the service, which names nobody", () => {
    const conflict = "error: [409] Conflict: Another update is currently in progress.";
    expect(isLocked(conflict)).toBe(true);
    expect(lockHolders(conflict)).toEqual([]);
    expect(lockedFailure(conflict, fakeStack().open.target).text.en).toBe(
      "another operation holds the stack: ?",
    );
  });

  test("of another kind is none", () => {
    expect(isLocked("error: no stack named 'dev' found")).toBe(false);
  });

  test("is told in both languages with the way out, for this very stack", () => {
    const failure = lockedFailure(REFUSAL, fakeStack({ tier: "prod" }).open.target);
    expect(failure.code).toBe("locked");
    expect(failure.text.en).toContain("ops@build-7 (pid 4711), 2026-03-01T08:00:00+08:00");
    expect(failure.text.zh).toContain("ops@build-7 (pid 4711)");
    for (const lang of ["en", "zh"] as const)
      expect(failure.details.hint[lang]).toContain("npx hougu recover --stack prod --sandbox");
  });
});

describe("a dead holder", () => {
  const holder = { user: "ops", host: "here", pid: 4711, since: "" };
  const running = (name: string | undefined): Machine => ({ host: "here", program: () => name });

  test.each([
    ["no such process", undefined, true],
    ["another program got the number", "sshd", true],
    ["the engine", "pulumi", false],
    ["another engine, or a part of one", "pulumi-language-nodejs", false],
    ["something that can't be named", "", false],
  ])("%s", (_, name, dead) => {
    expect(isDead(holder, running(name))).toBe(dead);
  });

  test("is never one of another machine", () => {
    expect(isDead({ ...holder, host: "elsewhere" }, running(undefined))).toBe(false);
  });

  test("is found on the real machine too", () => {
    const { pid } = spawnSync("true");
    expect(isDead({ ...holder, host: hostname(), pid })).toBe(true);
    // This test runs, and is no engine.
    expect(isDead({ ...holder, host: hostname(), pid: process.pid })).toBe(true);
  });

  test.runIf(existsSync("/proc/self/stat"))("has ended though its parent hasn't asked yet", async () => {
    const folder = temporaryFolder();
    copyFileSync("/bin/sleep", path.join(folder, "pulumi"));
    // The second program takes the shell's place and never asks for the first.
    const shell = spawn("/bin/sh", ["-c", './pulumi "$0" & echo $!; exec sleep 30', "0.3"], { cwd: folder });
    onTestFinished(() => void shell.kill());
    const [line] = (await once(shell.stdout, "data")) as [Buffer];
    const engine = { ...holder, host: hostname(), pid: Number(line.toString()) };
    await vi.waitFor(() => expect(readFileSync(`/proc/${engine.pid}/stat`, "utf8")).toContain("(pulumi)"));
    expect(isDead(engine)).toBe(false);
    await vi.waitFor(() => expect(isDead(engine)).toBe(true), { timeout: 10_000 });
    expect(readFileSync(`/proc/${engine.pid}/stat`, "utf8")).toContain("(pulumi) Z");
  });
});

describe("locks as the file backend keeps them", () => {
  test("are read without the engine", async () => {
    const { open } = fakeStack();
    expect(await holdersOf(open)).toEqual([]);
    writeLock(open, { pid: 4711, hostname: "build-7" });
    expect(await holdersOf(open)).toEqual([
      { user: "ops", host: "build-7", pid: 4711, since: "2026-03-01T08:00:00+08:00" },
    ]);
  });

  test("of another stack are another's", async () => {
    const { open } = fakeStack();
    writeLock(open, { pid: 4711, hostname: "build-7" });
    expect(await holdersOf({ ...open, target: { ...open.target, name: "prod" } })).toEqual([]);
  });

  test("on other backends nobody can tell", async () => {
    const { open } = fakeStack();
    expect(await holdersOf({ ...open, env: { PULUMI_BACKEND_URL: "s3://bucket" } })).toBeUndefined();
  });
});
