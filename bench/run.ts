import { spawn } from "node:child_process";
import { ProcessWatch, type Usage } from "./processes.ts";

/** A command to be timed. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Run {
  /** Wall-clock milliseconds from start to end. */
  readonly ms: number;
  /** Nothing in it unless the run was watched. */
  readonly usage: Usage;
  readonly stdout: string;
}

/** How often memory is looked at: seldom enough to cost nothing that shows in the time. */
const WATCH_EVERY_MS = 100;

/** The end of a failed command's output that is worth showing. */
const TAIL_CHARACTERS = 4_000;

/** Runs a command to its end. Throws with its output when it fails: a failed run has no time. */
export async function run({ argv, cwd, env }: Command, watched = false): Promise<Run> {
  const [file, ...args] = argv;
  const start = performance.now();
  const child = spawn(file, args, { cwd, env: { ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const watch = watched && child.pid !== undefined ? new ProcessWatch(child.pid, WATCH_EVERY_MS) : undefined;
  let output = "";
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString("utf8")).slice(-TAIL_CHARACTERS);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const ms = performance.now() - start;
  const usage = watch?.stop() ?? { peaks: {}, cpu: {} };
  if (code !== 0) throw new Error(`${argv.join(" ")} ended with ${code} in ${cwd}:\n${output}`);
  return { ms, usage, stdout };
}

/**
 * Runs each of several commands `samples` times, in turn, after one run of each that isn't counted (it fills the
 * caches of the file system and of compiled code).
 */
export async function inTurn<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
  samples: number,
  told: (text: string) => void,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries<Command>(commands) as [Name, Command][];
  const times = Object.fromEntries(entries.map(([name]) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= samples; round++) {
    for (const [name, command] of entries) {
      const { ms } = await run(command);
      if (round > 0) times[name].push(ms);
    }
    told(round === 0 ? "  warmed up" : `  round ${round} of ${samples}`);
  }
  return times;
}
