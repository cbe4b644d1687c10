import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the kernel's clock ticks; tells a process from a later one of the same number. */
  readonly began?: string;
}

const ASKING_EVERY_MS = 500;
// Only so as not to spin while another process writes or removes the file.
const RECOVERY_PAUSE_MS = 20;
// A holder on another machine (a home on NFS, a cache mounted into containers) shows that it lives by touching the file.
const HEARTBEAT_MS = 10_000;
const SILENT_MS = 6 * HEARTBEAT_MS;

/**
 * Runs `work` while no other process that locks `path` runs its own, and waits for that first. The lock of a process
 * that was killed is recovered. `onWait` is told once who is waited for.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait: (holder: Holder) => void,
): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!tryLock(path)) {
    const holder = readHolder(path);
    if (holder !== undefined && isAlive(holder, path)) {
      if (!told) onWait(holder);
      told = true;
      await sleep(ASKING_EVERY_MS);
    } else {
      recover(path);
      await sleep(RECOVERY_PAUSE_MS);
    }
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(path, { force: true });
  }
}

function tryLock(path: string): boolean {
  const holder: Holder = { pid: process.pid, host: hostname(), ...beganOf(process.pid) };
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a dead process's lock. Two processes may see the same dead one: a second lock, held for a moment only, lets
 * one of them look again and remove it, so that nobody removes the fresh lock of the other.
 */
function recover(path: string): void {
  const guard = `${path}.recovery`;
  try {
    writeFileSync(guard, "", { flag: "wx" });
  } catch {
    // Its own holder may have died too, in the moment between two system calls.
    if (ageOf(guard) > SILENT_MS) rmSync(guard, { force: true });
    return;
  }
  try {
    const holder = readHolder(path);
    // An empty or cut file is one that its writer didn't finish: alive only while it is young.
    const dead = holder === undefined ? ageOf(path) > ASKING_EVERY_MS : !isAlive(holder, path);
    if (dead) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    const holder: Partial<Holder> = JSON.parse(readFileSync(path, "utf8"));
    return typeof holder.pid === "number" && typeof holder.host === "string" ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return ageOf(path) < SILENT_MS;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: there is such a process, of another user.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return holder.began === undefined || beganOf(holder.pid).began === holder.began;
}

/** Field 22 of /proc/<pid>/stat; nothing where there is no /proc. */
function beganOf(pid: number): { began?: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in brackets and may hold blanks and brackets itself.
    const began = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return began === undefined ? {} : { began };
  } catch {
    return {};
  }
}

function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Removed under our feet: what we publish is complete all the same.
  }
}
