import type { Stack } from "@pulumi/pulumi/automation/index.js";
import type { Environment } from "../../components/config/environment.ts";
import { Failure } from "../cli/failure.ts";
import type { CommandContext } from "../commands/command.ts";
import type { Inventory } from "../recovery/inventory.ts";
import { readConfiguration } from "./configuration.ts";
import { type ReadyEngine, readyEngine } from "./engine.ts";
import { prepareSandboxConfig, prepareScratchProject } from "./sandbox-config.ts";
import { configFileOf, type Target, targetOf } from "./target.ts";

/** A stack that can be worked on. */
export interface OpenStack {
  readonly target: Target;
  readonly environment: Environment;
  readonly engine: ReadyEngine;
  readonly stack: Stack;
  /** For `--config-file`; absent when the engine finds the file by itself. */
  readonly configFile?: string;
  /** Variables for every call of the engine. */
  readonly env: Readonly<Record<string, string>>;
  /** Tells what exists in the cloud, where somebody can. */
  readonly inventory?: Inventory;
}

/**
 * Checks the configuration, finds the engine, and opens the stack; with `--sandbox` makes it when it isn't there.
 * Without `--sandbox` the environment's own CLI, backend and credentials are used untouched.
 * @throws Failure `configuration` before anything is touched; `engine-missing`; `no-stack`.
 */
export async function openStack(
  context: CommandContext,
  place: Pick<Target, "sandboxConfig"> = {},
): Promise<OpenStack> {
  const target = { ...targetOf(context), ...place };
  const environment = readConfiguration(target);
  const engine = await readyEngine(context);
  return target.sandbox ? openSandbox(target, environment, engine) : openAmbient(target, environment, engine);
}

async function openAmbient(
  target: Target,
  environment: Environment,
  engine: ReadyEngine,
): Promise<OpenStack> {
  const stack = await select(target, engine, engine.env);
  if (stack === undefined) {
    throw new Failure(
      "no-stack",
      { en: `there is no stack '${target.stack}' on the backend`, zh: `后端没有名为“${target.stack}”的环境` },
      { hint: { en: `pulumi stack init ${target.stack}`, zh: `pulumi stack init ${target.stack}` } },
    );
  }
  const configFile = target.ownConfigDir ? { configFile: configFileOf(target) } : {};
  return { target, environment, engine, stack, env: engine.env, ...configFile };
}

async function openSandbox(
  target: Target,
  environment: Environment,
  engine: ReadyEngine,
): Promise<OpenStack> {
  const { sandboxAt } = await import("./sandbox.ts");
  const sandbox = await sandboxAt(target, environment, engine);
  const env = sandbox.env;
  const scratch = await prepareScratchProject(target);
  let stack = await select(target, engine, env);
  if (stack === undefined) {
    const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
    const options = { workDir: scratch, pulumiCommand: engine.command, envVars: { ...env } };
    const workspace = await LocalWorkspace.create(options);
    await workspace.createStack(target.stack);
    stack = await select(target, engine, env);
  }
  if (stack === undefined) throw new Error(`the stack ${target.stack} was made and can't be found`);
  const configFile = await prepareSandboxConfig(target, environment, engine, env);
  return { target, environment, engine, stack, configFile, env, inventory: sandbox.inventory };
}

/** The stack, when the backend has it. */
async function select(
  target: Target,
  engine: ReadyEngine,
  env: Readonly<Record<string, string>>,
): Promise<Stack | undefined> {
  const { LocalWorkspace, Stack, StackNotFoundError } = await import("@pulumi/pulumi/automation/index.js");
  const options = { workDir: target.projectRoot, pulumiCommand: engine.command, envVars: { ...env } };
  try {
    return await Stack.select(target.stack, await LocalWorkspace.create(options));
  } catch (error) {
    if (error instanceof StackNotFoundError) return undefined;
    const message = error instanceof Error ? error.message : String(error);
    throw new Failure(
      "operation",
      {
        en: `the engine could not open the stack '${target.stack}': ${stderrOf(message)}`,
        zh: `引擎无法打开环境“${target.stack}”：${stderrOf(message)}`,
      },
      {
        hint: target.sandbox
          ? { en: "npx hougu doctor says what is missing", zh: "npx hougu doctor 可查看缺少什么" }
          : {
              en: "pulumi whoami -v shows the backend, pulumi login chooses another; npx hougu doctor checks the rest",
              zh: "pulumi whoami -v 查看后端，pulumi login 更换后端；npx hougu doctor 检查其余部分",
            },
        cause: error,
      },
    );
  }
}

/** What the engine wrote to standard error, out of the Automation API's report of a failed command. */
export function stderrOf(message: string): string {
  const text = /stderr:([\s\S]*?)(?:\n\s*err\?:|$)/.exec(message)?.[1]?.trim();
  return text === undefined || text === "" ? message.trim() : text;
}
