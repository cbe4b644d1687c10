import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { Failure } from "../cli/failure.ts";
import { lineFor, type Target } from "../stack/target.ts";

/** Who holds a stack, as the engine's own message says. */
export interface LockHolder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** RFC 3339. */
  readonly since: string;
}

/** The engine refused because somebody holds the stack, whatever the backend. */
export function isLocked(message: string): boolean {
  return /is currently locked by|\[409\] Conflict: Another update is currently in progress/.test(message);
}

/** The holders that a self-managed backend names (`created by user@host (pid 12) at time`). */
export function lockHolders(message: string): LockHolder[] {
  return [...message.matchAll(/created by (\S+?)@(\S+) \(pid (\d+)\) at (\S+)/g)].map(
    ([, user, host, pid, since]) => ({
      user: user ?? "",
      host: host ?? "",
      pid: Number(pid),
      since: since ?? "",
    }),
  );
}

/** The engine's refusal for people: who holds the stack, and what to do. */
export function lockedFailure(message: string, target: Target): Failure {
  return lockedBy(lockHolders(message)[0], target, new Error(message));
}

/** @param holder undefined where the backend doesn't name one */
export function lockedBy(holder: LockHolder | undefined, target: Target, cause?: Error): Failure {
  const line = lineFor(target, "recover");
  const who = holder ? `${holder.user}@${holder.host} (pid ${holder.pid}), ${holder.since}` : "?";
  return new Failure(
    "locked",
    { en: `another operation holds the stack: ${who}`, zh: `另一个操作正在占用该环境：${who}` },
    {
      hint: {
        en: `wait for it; if it is dead: ${line} on the machine where it ran, or pulumi cancel ${target.stack} anywhere`,
        zh: `请等待其结束；若其已终止：在其所在机器上运行 ${line}，或在任意机器上运行 pulumi cancel ${target.stack}`,
      },
      cause,
    },
  );
}

/**
 * Whether a holder is gone for certain: it ran on this machine, and no such engine runs here now. A number that
 * another program got since counts as gone; one that another engine got counts as alive, which is the safe side.
 */
export function isDead(holder: LockHolder, machine: Machine = thisMachine): boolean {
  if (holder.host !== machine.host) return false;
  const program = machine.program(holder.pid);
  return program === undefined || (program !== "" && !/^pulumi/.test(program));
}

export interface Machine {
  readonly host: string;
  /** Name of the program that runs under a process id; `""` when it runs and can't be named; undefined when none does. */
  program(pid: number): string | undefined;
}

const thisMachine: Machine = {
  host: hostname(),
  program: (pid) => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      // EPERM: it runs, and belongs to somebody else.
      if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
    }
    try {
      // "12 (pulumi) S ...": a zombie (Z) has ended and waits for its parent only.
      const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      return state === "Z" || state === "X" ? undefined : (name ?? "");
    } catch {
      return "";
    }
  },
};
