import { execFile } from "node:child_process";

export interface Finished {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. A status other than 0 is an answer here, not an error. */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      {
        env: {
          PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          // Or Python leaves its compiled files beside the machine's commands, in this repository.
          PYTHONDONTWRITEBYTECODE: "1",
          ...options.env,
        },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== "number") reject(error);
        else resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
      },
    );
    // A command that ends without reading is no error of ours.
    child.stdin?.on("error", () => {});
    child.stdin?.end(options.input);
  });
}

/** Runs a command that must succeed, and gives its standard output. */
export async function must(command: string, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await run(command, args);
  if (status !== 0) throw new Error(`${[command, ...args].join(" ")}: status ${status}\n${stdout}${stderr}`);
  return stdout;
}

/**
 * Asks again and again until an answer holds; the last answer is in the error when it never does. A question that fails
 * (a file that a daemon hasn't written yet) is asked again too.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
  seconds = 30,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const { answer, failure } = await attempt(ask);
    if (failure === undefined && holds(answer as T)) return answer as T;
    if (Date.now() > end)
      throw new Error(`not within ${seconds} s: ${what}; last: ${failure ?? JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function attempt<T>(ask: () => Promise<T>): Promise<{ answer?: T; failure?: string }> {
  try {
    return { answer: await ask() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
