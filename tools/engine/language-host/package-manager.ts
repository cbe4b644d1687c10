import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Children } from "./children.ts";
import { nodeOf, withNodeOnPath } from "./program-node.ts";
import type { PackageManager, RuntimeOptions } from "./runtime-options.ts";

const LOCK_FILES: readonly (readonly [string, PackageManager])[] = [
  ["package-lock.json", "npm"],
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
];

/** The manager that the options name, else the one whose lock file stands nearest to the program, else npm. */
export function packageManagerOf(
  directory: string,
  options: Pick<RuntimeOptions, "packagemanager">,
): PackageManager {
  if (options.packagemanager !== "auto") return options.packagemanager;
  for (let at = directory; ; at = dirname(at)) {
    const lock = LOCK_FILES.find(([file]) => existsSync(join(at, file)));
    if (lock !== undefined) return lock[1];
    if (dirname(at) === at) return "npm";
  }
}

const WITHOUT_DEV: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ["--omit=dev"],
  pnpm: ["--prod"],
  yarn: ["--production"],
  bun: ["--production"],
};

/** Installs a program's dependencies (each manager finds a workspace's root by itself); throws when that fails. */
export async function installDependencies(
  directory: string,
  options: RuntimeOptions,
  children: Children,
  onOutput: { readonly stdout: (data: Buffer) => void; readonly stderr: (data: Buffer) => void },
): Promise<void> {
  const manager = packageManagerOf(directory, options);
  const args = ["install", ...(options.production ? WITHOUT_DEV[manager] : [])];
  const env = withNodeOnPath(process.env as Record<string, string>, nodeOf(directory));
  const { ended } = await children.start(manager, args, { cwd: directory, env }, onOutput);
  const { code, signal } = await ended;
  if (code !== 0)
    throw new Error(`${manager} ${args.join(" ")} in ${directory} ended with ${signal ?? `code ${code}`}`);
}
