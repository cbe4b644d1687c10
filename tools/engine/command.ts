import { spawn } from "node:child_process";
import type { Environment } from "./attempt.ts";

export interface CommandOptions {
  readonly env: Environment;
  readonly cwd?: string;
  /** Milliseconds after which the command is killed; none means it may take as long as it takes. */
  readonly timeoutMs?: number;
  readonly onStdoutLine?: (line: string) => void;
  readonly onStderrLine?: (line: string) => void;
}

/** How a command ended. `code` is absent when it could not be started, was killed, or took too long. */
export interface CommandResult {
  readonly code?: number;
  readonly stdout: string;
  /** What it wrote to standard error, or why it could not be started. */
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** Runs a command to its end and never throws: a command that isn't there is a result like any other. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  return await new Promise((resolve) => {
    const child = spawn(command, args, {
      env: options.env as NodeJS.ProcessEnv,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stdout = lineCollector(options.onStdoutLine);
    const stderr = lineCollector(options.onStderrLine);
    child.stdout.setEncoding("utf8").on("data", stdout.add);
    child.stderr.setEncoding("utf8").on("data", stderr.add);
    let timedOut = false;
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill("SIGKILL");
          }, options.timeoutMs);
    const finish = (code: number | null, extra: string): void => {
      clearTimeout(timer);
      resolve({
        ...(code === null ? {} : { code }),
        stdout: stdout.end(),
        stderr: `${stderr.end()}${extra}`,
        timedOut,
      });
    };
    child.once("error", (error) => finish(null, error.message));
    child.once("close", (code) => finish(code, ""));
  });
}

// Enough to explain a failure; a build that fails can write megabytes.
const KEPT_CHARACTERS = 64 * 1024;

function lineCollector(onLine: ((line: string) => void) | undefined) {
  let all = "";
  let partial = "";
  return {
    add: (text: string): void => {
      all = (all + text).slice(-KEPT_CHARACTERS);
      if (onLine === undefined) return;
      const lines = (partial + text).split("\n");
      partial = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    },
    end: (): string => {
      if (onLine !== undefined && partial !== "") onLine(partial);
      partial = "";
      return all;
    },
  };
}
