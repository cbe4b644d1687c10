import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalWorkspaceOptions, PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import type { VcenterInventory } from "../../sandbox/cloud/vsphere/inventory.ts";
import { prepareSandbox } from "../../sandbox/home.ts";
import type { ProviderName } from "../../sandbox/plugin/provider.ts";
import { findEngine } from "../engine/engine.ts";
import type { Judge } from "./judge.ts";

/** A stack of its own on the real engine, whose only plugins are the judges' and stand-ins. Nothing outlives `close`. */
export interface Trial {
  readonly stack: Stack;
  /** Folder that vanishes with the trial, e.g. for a stack's configuration. */
  readonly folder: string;
  close(): void;
}

export interface TrialOptions {
  readonly judges: readonly Judge[];
  /** Providers that the program asks for and that nobody judges: the sandbox serves them. */
  readonly standIns?: {
    readonly providers: readonly ProviderName[];
    readonly vcenters: readonly VcenterInventory[];
  };
  readonly stackName: string;
  /** An inline program, or the folder of a project. */
  readonly program: PulumiFn | { readonly workDir: string };
  readonly env?: Readonly<Record<string, string>>;
  /** Where everything lies, when somebody needs to know before; it vanishes with the trial all the same. */
  readonly folder?: string;
}

/** Where a trial's sandbox is, in its folder. */
export const SANDBOX_FOLDER = "sandbox";

/** Makes the stack: backend, PULUMI_HOME and passphrase are the trial's own. */
export async function startTrial({
  judges,
  standIns = { providers: [], vcenters: [] },
  stackName,
  program,
  env = {},
  folder = mkdtempSync(join(tmpdir(), "hougu-conformance-")),
}: TrialOptions): Promise<Trial> {
  const home = join(folder, "pulumi-home");
  for (const { provider, version, executable } of judges) {
    const plugin = join(home, "plugins", `resource-${provider}-v${version}`);
    mkdirSync(plugin, { recursive: true });
    symlinkSync(executable, join(plugin, `pulumi-resource-${provider}`));
  }
  await linkStandIns(standIns, folder, join(home, "plugins"));
  mkdirSync(join(folder, "backend"), { recursive: true });
  const engine = await findEngine();
  const { LocalWorkspace, PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  const options: LocalWorkspaceOptions = {
    pulumiCommand: await PulumiCommand.get({ root: engine.root }),
    envVars: {
      ...engine.env,
      ...env,
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "a trial that nobody keeps",
      PULUMI_SKIP_UPDATE_CHECK: "1",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
    },
  };
  const stack =
    typeof program === "function"
      ? await LocalWorkspace.createStack({ stackName, projectName: "hougu", program }, options)
      : await LocalWorkspace.createStack({ stackName, workDir: program.workDir }, options);
  return { stack, folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The sandbox's plugins of some providers, where the engine looks for them; a sandbox is laid out only for these. */
async function linkStandIns(
  { providers, vcenters }: NonNullable<TrialOptions["standIns"]>,
  folder: string,
  plugins: string,
): Promise<void> {
  if (providers.length === 0) return;
  const { env } = await prepareSandbox(join(folder, SANDBOX_FOLDER), { vcenters });
  const theirs = join(env.PULUMI_HOME ?? "", "plugins");
  for (const plugin of readdirSync(theirs)) {
    const name = providers.find((provider) => plugin.startsWith(`resource-${provider}-v`));
    if (name === undefined) continue;
    // The engine overlooks a folder that is itself a link.
    mkdirSync(join(plugins, plugin), { recursive: true });
    const executable = `pulumi-resource-${name}`;
    symlinkSync(join(theirs, plugin, executable), join(plugins, plugin, executable));
  }
}
