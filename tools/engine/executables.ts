import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Environment } from "./attempt.ts";

/** Every executable file of that name on PATH, in PATH's order, each file once even when links lead to it. */
export function executablesOnPath(name: string, env: Environment): string[] {
  const seen = new Set<string>();
  return (env.PATH ?? "").split(delimiter).flatMap((directory) => {
    // An empty entry means the working folder: what lies there by chance is not meant.
    if (directory === "") return [];
    const path = join(directory, name);
    if (!isExecutable(path)) return [];
    const real = realpathSync(path);
    if (seen.has(real)) return [];
    seen.add(real);
    return [path];
  });
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
