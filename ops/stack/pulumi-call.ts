import { spawn } from "node:child_process";

export interface CallOptions {
  readonly cwd: string;
  /** Added to this process's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Written to standard input: the way for secrets, which must not be arguments that `ps` shows. */
  readonly input?: string;
}

export interface CallResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the engine's CLI where the Automation API has no word for it. Never throws for an exit code. */
export function callPulumi(
  executable: string,
  args: readonly string[],
  options: CallOptions,
): Promise<CallResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [...args, "--non-interactive", "--color", "never"], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
    // A CLI that fails before it reads closes the pipe: its exit code tells the story.
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
  });
}
