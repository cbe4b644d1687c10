import { execFileSync } from "node:child_process";
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** The first Node that runs TypeScript by stripping types without a flag. */
export const MINIMAL_NODE = "22.18.0";

/**
 * The Node that runs the program in `directory`: the one of the nearest `node_modules/.bin` (a project that pins
 * Node gets the Node it pins), else the one that runs this host, which its launcher has found new enough.
 */
export function nodeOf(directory: string): string {
  for (let at = directory; ; at = dirname(at)) {
    const candidate = join(at, "node_modules", ".bin", "node");
    if (isExecutable(candidate)) {
      const real = realpathSync(candidate);
      // Asking costs a process; it isn't needed for the Node that we run in.
      if (real === process.execPath || isNewEnough(real)) return real;
    }
    if (dirname(at) === at) return process.execPath;
  }
}

/** `env` with the folder of `node` first on PATH, so that tools that the program starts find the same Node. */
export function withNodeOnPath(env: Readonly<Record<string, string>>, node: string): Record<string, string> {
  return { ...env, PATH: [dirname(node), ...(env.PATH ? [env.PATH] : [])].join(delimiter) };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isNewEnough(node: string): boolean {
  try {
    const version = execFileSync(node, ["--version"], { encoding: "utf8", timeout: 10_000 }).trim();
    const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
    const [leastMajor = 0, leastMinor = 0] = MINIMAL_NODE.split(".").map(Number);
    return major > leastMajor || (major === leastMajor && minor >= leastMinor);
  } catch {
    return false;
  }
}
