import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the sandbox's process of a folder listens, for who may read the folder and nobody else. */
export interface Announcement {
  readonly pid: number;
  /** Of its control connection, on the loopback interface. */
  readonly port: number;
  /** What a client must say first: whoever can't read this file has no business there. */
  readonly token: string;
}

const TOKEN_BYTES = 24;

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

export function announce(home: string, announcement: Announcement): void {
  const path = fileIn(home);
  const temporary = `${path}.${announcement.pid}`;
  writeFileSync(temporary, JSON.stringify(announcement), { mode: 0o600 });
  renameSync(temporary, path);
}

/** What the last process that listened here said; whether it still does is found out by asking. */
export function announced(home: string): Announcement | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(home), "utf8")) as Announcement;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Takes a process's own announcement back; a later process's stays. */
export function withdraw(home: string, pid: number): void {
  if (announced(home)?.pid === pid) rmSync(fileIn(home), { force: true });
}

function fileIn(home: string): string {
  return join(home, "process.json");
}
