import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareSandbox } from "../sandbox/home.ts";
import { findEngine } from "../tools/engine/engine.ts";
import { type Command, run } from "./run.ts";

export const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** An engine with a sandbox of its own, thrown away at the end: the one that somebody works with is left alone. */
export interface Workspace {
  readonly pulumiVersion: string;
  /** Folder that is thrown away, HOUGU_HOME of the operator's commands. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `pulumi <args>` for the project in `folder`. */
  readonly pulumi: (folder: string, ...args: string[]) => Command;
  readonly remove: () => Promise<void>;
}

/** Languages and colours would only differ between machines; checks for updates would measure the network. */
const QUIET = {
  NO_COLOR: "1",
  LANG: "C.UTF-8",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
};

export async function openWorkspace(): Promise<Workspace> {
  const home = await mkdtemp(join(tmpdir(), "hougu-bench-"));
  const engine = await findEngine();
  const sandbox = await prepareSandbox(join(home, "sandbox"));
  const env = { ...process.env, ...engine.env, ...sandbox.env, ...QUIET, HOUGU_HOME: home };
  const file = join(engine.root, "bin", "pulumi");
  return {
    pulumiVersion: engine.version,
    home,
    env,
    pulumi: (folder, ...args) => ({
      argv: [file, ...args, "--non-interactive", "--cwd", join(ROOT, folder)],
      cwd: ROOT,
      env,
    }),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** Makes a stack for one of the programs under `bench/programs`; its settings stay out of the checkout. */
export async function makeStack(
  workspace: Workspace,
  folder: string,
  stack: string,
  config: Readonly<Record<string, string>> = {},
): Promise<{ readonly preview: (...more: string[]) => Command; readonly up: Command }> {
  // `stack init` writes a salt beside Pulumi.yaml: a copy of that file takes it.
  const scratch = join(workspace.home, stack);
  await mkdir(scratch);
  await copyFile(join(ROOT, folder, "Pulumi.yaml"), join(scratch, "Pulumi.yaml"));
  const file = join(scratch, `Pulumi.${stack}.yaml`);
  const at = ["--stack", stack, "--config-file", file];
  await run(workspace.pulumi(relative(ROOT, scratch), "stack", "init", stack));
  for (const [key, value] of Object.entries(config)) {
    await run(workspace.pulumi(folder, "config", "set", key, value, ...at));
  }
  return {
    preview: (...more) => workspace.pulumi(folder, "preview", ...at, ...more),
    up: workspace.pulumi(folder, "up", "--yes", "--skip-preview", ...at),
  };
}
