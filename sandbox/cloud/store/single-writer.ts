import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Somebody else writes to the store. */
export class StoreInUse extends Error {
  override readonly name = "StoreInUse";
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(`process ${pid} writes to ${folder} already`);
    this.pid = pid;
  }
}

/**
 * Makes this process the only writer, until the returned function is called or the process ends in whatever way.
 *
 * Each process that wants to write puts up a file of its own and only then looks for others: of two that come at once
 * the later one sees the earlier, and both step back when they see each other. A file whose process is dead counts for
 * nothing, so that no cleaning up is needed after a crash, and nobody ever removes a lock that lives.
 *
 * @throws StoreInUse
 */
export function becomeWriter(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${process.pid}-${beganAt(process.pid) ?? "unknown"}`;
  const path = join(folder, own);
  try {
    writeFileSync(path, "", { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new StoreInUse(folder, process.pid);
    throw error;
  }
  for (const other of readdirSync(folder).filter((name) => name !== own)) {
    const pid = Number(other.split("-")[0]);
    if (isAlive(other)) {
      rmSync(path, { force: true });
      throw new StoreInUse(folder, pid);
    }
    rmSync(join(folder, other), { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** Whether the process that put up the file still runs, and isn't a later one of the same number. */
function isAlive(name: string): boolean {
  const [number, began] = name.split("-");
  const pid = Number(number);
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is such a process, and it is another user's.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const now = beganAt(pid);
  return began === "unknown" || now === undefined || now === began;
}

/** Field 22 of /proc/<pid>/stat: when a process began, in ticks since the machine did. Undefined where there is no /proc. */
function beganAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in brackets and may hold blanks and brackets itself.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
