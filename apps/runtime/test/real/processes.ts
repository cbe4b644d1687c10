import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface Spawned {
  readonly child: ChildProcess;
  /** What it has said so far, on both outputs. */
  readonly said: () => string;
  /** Kills it without a word, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Asks it to end. @returns its status */
  readonly stop: () => Promise<number | null>;
}

/** A process that stays, of a group of its own, so that what it starts goes with it. */
export function spawned(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd?: string,
): Spawned {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH ?? "/usr/bin:/bin:/usr/sbin:/sbin", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (piece) => {
      text += piece;
    });
  }
  const ended = once(child, "exit");
  ended.catch(() => {});
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    said: () => text,
    kill: async () => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // Gone already.
      }
      if (!isOver()) await ended;
    },
    stop: async () => {
      if (!isOver()) {
        child.kill("SIGTERM");
        await ended;
      }
      return child.exitCode;
    },
  };
}
