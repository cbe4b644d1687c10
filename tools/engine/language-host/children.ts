import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** How a process ended. */
export interface Ending {
  /** Absent when a signal ended it. */
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
}

// A child that has ended may leave a grandchild holding its output; after this long nobody waits for that one.
const OUTPUT_GRACE_MS = 5_000;
// What the official host grants between the interrupt and the kill.
const INTERRUPT_GRACE_MS = 5_000;

/** The processes that this host has started and that still run: none may outlive it. */
export class Children {
  readonly #running = new Set<ChildProcess>();

  /** Starts a process with piped output; throws when it can't be started at all. */
  async start(
    command: string,
    args: readonly string[],
    options: SpawnOptions,
    onOutput: { readonly stdout: (data: Buffer) => void; readonly stderr: (data: Buffer) => void },
  ): Promise<{ readonly child: ChildProcess; readonly ended: Promise<Ending> }> {
    const child = spawn(command, args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
    child.stdout?.on("data", onOutput.stdout);
    child.stderr?.on("data", onOutput.stderr);
    // The far end of stdin may go at any time; that is no news.
    child.stdin?.on("error", () => undefined);
    this.#running.add(child);
    const ended = new Promise<Ending>((resolve) => {
      child.once("exit", (code, signal) => {
        this.#running.delete(child);
        const ending: Ending = { ...(code === null ? {} : { code }), ...(signal === null ? {} : { signal }) };
        const timer = setTimeout(() => resolve(ending), OUTPUT_GRACE_MS);
        child.once("close", () => {
          clearTimeout(timer);
          resolve(ending);
        });
      });
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (error) => {
        this.#running.delete(child);
        reject(error);
      });
    });
    return { child, ended };
  }

  /** Asks a child to end, as Ctrl-C would, and ends it when it doesn't. */
  interrupt(child: ChildProcess): void {
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), INTERRUPT_GRACE_MS);
    timer.unref();
    child.once("exit", () => clearTimeout(timer));
  }

  interruptAll(): void {
    for (const child of this.#running) this.interrupt(child);
  }

  killAll(): void {
    for (const child of this.#running) child.kill("SIGKILL");
  }
}
