import path from "node:path";
import { lineOf } from "../cli/command-line.ts";
import type { CommandContext } from "../commands/command.ts";

/** Where an operation goes: which stack, on what, and the files that belong to it. No secret, no engine yet. */
export interface Target {
  /** As the engine knows it, maybe with an organization: `org/dev`. */
  readonly stack: string;
  /** The stack's own name, which names its files: `dev`. */
  readonly name: string;
  readonly sandbox: boolean;
  readonly projectRoot: string;
  readonly home: string;
  /** Folder of the `Pulumi.<stack>.yaml` that people edit; never written to. */
  readonly configDir: string;
  /** The configuration's folder was chosen: the engine must be told. */
  readonly ownConfigDir: boolean;
  /** Folder for the sandbox's configuration instead of the sandbox's own: a review must not leave its own behind. */
  readonly sandboxConfig?: string;
}

export function targetOf({ invocation, projectRoot, home, env }: CommandContext): Target {
  const chosen = invocation.configDir ?? env.HOUGU_CONFIG_DIR;
  return {
    stack: invocation.stack,
    name: invocation.stack.split("/").at(-1) ?? invocation.stack,
    sandbox: invocation.sandbox,
    projectRoot,
    home,
    configDir: path.resolve(chosen || projectRoot),
    ownConfigDir: Boolean(chosen),
  };
}

/** A command line that goes to the same stack, on the same cloud. */
export function lineFor({ stack, sandbox, configDir, ownConfigDir }: Target, command: string): string {
  return lineOf({ stack, sandbox, ...(ownConfigDir && { configDir }) }, command);
}

/** `Pulumi.<stack>.yaml` as people edit it. */
export function configFileOf(target: Target): string {
  return path.join(target.configDir, `Pulumi.${target.name}.yaml`);
}

/** The sandbox's copy, with the secrets that were made for it. Lives in a project folder of its own. */
export function sandboxConfigDir(target: Target): string {
  return target.sandboxConfig ?? path.join(target.home, "sandbox", "config");
}

export function reportFileOf(target: Target): string {
  return path.join(target.home, "reports", `${target.name}.html`);
}

/** What the last operation did, for `status` and the report. */
export function lastRunFileOf(target: Target): string {
  return path.join(target.home, "reports", `${target.name}.json`);
}
