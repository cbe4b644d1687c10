import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { VcenterInventory } from "./cloud/vsphere/inventory.ts";
import { WatchedFile } from "./cloud/watched-file.ts";
import { PROVIDER_NAMES, type ProviderName } from "./plugin/provider.ts";
import { VCENTERS_FILE } from "./process/layout.ts";
import type { KnownVcenters } from "./process/questions.ts";

/** A sandbox that is ready for an engine. */
export interface Sandbox {
  /** Its folder. */
  readonly home: string;
  /**
   * Variables by which an engine finds the sandbox's plugins, state and secrets key. Nothing of it stands in the
   * project: without them the engine knows nothing of a sandbox.
   */
  readonly env: Readonly<Record<string, string>>;
}

export interface SandboxOptions {
  /** vCenters that exist in it, with the inventory that nobody creates by a program. Those known already stay. */
  readonly vcenters?: readonly VcenterInventory[];
}

const LAUNCHER = join(import.meta.dirname, "process", "launcher.ts");
const PASSPHRASE_BYTES = 24;

/** Lays out a sandbox's folder, or what is missing of it: plugins, state, passphrase. */
export async function prepareSandbox(home: string, { vcenters = [] }: SandboxOptions = {}): Promise<Sandbox> {
  const pulumiHome = join(home, "pulumi");
  const state = join(home, "state");
  await mkdir(state, { recursive: true, mode: 0o700 });
  await Promise.all(PROVIDER_NAMES.map((name) => installPlugin(name, home, pulumiHome)));
  await keepNoLogs(pulumiHome);
  const passphrase = join(home, "passphrase");
  await writeOnce(passphrase, randomBytes(PASSPHRASE_BYTES).toString("base64url"));
  rememberVcenters(home, vcenters);
  return {
    home,
    env: {
      PULUMI_HOME: pulumiHome,
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
      // The file alone decides, whatever the shell around has.
      PULUMI_CONFIG_PASSPHRASE: "",
      // A plugin that this sandbox lacks is an error to be seen, not a download.
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    },
  };
}

/** The plugin as the engine wants to find it: a folder by name and version with an executable in it. */
async function installPlugin(name: ProviderName, home: string, pulumiHome: string): Promise<void> {
  const version = versionOf(name);
  const folder = join(pulumiHome, "plugins", `resource-${name}-v${version}`);
  const file = join(folder, `pulumi-resource-${name}`);
  const script = `#!/bin/sh\nexec ${[process.execPath, LAUNCHER, name, version, home].map(quoted).join(" ")} "$@"\n`;
  if ((await readText(file)) === script) return;
  await mkdir(folder, { recursive: true });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, script);
  await chmod(temporary, 0o755);
  await rename(temporary, file);
}

/**
 * The engine writes all that it does, each property of each resource, to a compressed log in its home (up to 500 MB of
 * them): on a no-op preview of prod that is a fifth of all CPU time, and there is no switch. Where the folder can't be made
 * it goes on without (pulumi/pulumi, pkg/logging/encrypted.go); what operators read is not among it.
 */
async function keepNoLogs(pulumiHome: string): Promise<void> {
  const logs = join(pulumiHome, "logs");
  const found = await stat(logs).catch(() => undefined);
  if (found?.isFile()) return;
  // An engine that runs may still write there: then the next sandbox that is prepared tries again.
  await rm(logs, { recursive: true, force: true }).catch(() => undefined);
  await writeOnce(logs, "");
}

/** The version that the program's SDK asks the engine for. */
function versionOf(name: ProviderName): string {
  const { version } = createRequire(import.meta.url)(`@pulumi/${name}/package.json`) as { version: string };
  return version;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function rememberVcenters(home: string, vcenters: readonly VcenterInventory[]): void {
  const file = new WatchedFile<KnownVcenters>(join(home, VCENTERS_FILE), []);
  const known = file.read().map((one) => JSON.stringify(one));
  const added = vcenters.filter((one) => !known.includes(JSON.stringify(one)));
  if (added.length > 0) file.write([...file.read(), ...added]);
}

async function writeOnce(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
