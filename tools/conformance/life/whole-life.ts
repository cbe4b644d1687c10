import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import type { Account } from "../../../sandbox/api/account.ts";
import { trustFilesIn } from "../../../sandbox/api/certificate.ts";
import { clientEnvironment } from "../../../sandbox/api/environment.ts";
import type { VcenterInventory } from "../../../sandbox/cloud/vsphere/inventory.ts";
import { prepareSandbox } from "../../../sandbox/home.ts";
import type { ProviderName } from "../../../sandbox/plugin/provider.ts";
import { API_LOG_FILE } from "../../../sandbox/process/layout.ts";
import type { Judge } from "../judge.ts";
import { withoutNewerInputs } from "../newer-inputs.ts";
import { SANDBOX_FOLDER, startTrial, type Trial } from "../trial.ts";
import { ApiProcess } from "./api-process.ts";
import { withNamesOfTheBuild } from "./names-of-the-build.ts";
import { LIFE_RECORDS } from "./records.ts";
import { installBesides, onLocalApi } from "./stand-in-buckets.ts";

const REGION = "cn-hangzhou";

export interface LifeOptions {
  readonly judge: Judge;
  readonly stackName: string;
  readonly program: PulumiFn;
  /** Providers that the program uses beside Alibaba Cloud's: the sandbox's plugins serve them, on the same cloud. */
  readonly others?: readonly ProviderName[];
  readonly vcenters?: readonly VcenterInventory[];
}

/** A stack whose Alibaba Cloud provider is the real one, on the sandbox's API. */
export interface Life {
  readonly stack: Stack;
  /** The sandbox's folder. */
  readonly home: string;
  /** `kill -9` of the API's process, and a new one on the same folder. */
  kill(): Promise<void>;
  setProgram(program: PulumiFn): void;
  /** What the API had to say: actions that it was asked for and doesn't support, failures of its own. */
  log(): readonly string[];
  /** Where the API listens, for a hand of its own. */
  readonly api: { readonly host: string; readonly port: number; readonly account: Account };
  /** Ends the API alone. */
  closeApi(): void;
  close(): void;
}

/** Begins a life. Nothing of it outlives `close`. */
export async function beginLife({
  judge,
  stackName,
  program,
  others = [],
  vcenters = [],
}: LifeOptions): Promise<Life> {
  const folder = mkdtempSync(join(tmpdir(), "hougu-life-"));
  const home = join(folder, SANDBOX_FOLDER);
  const sandbox = await prepareSandbox(home, { vcenters });
  const api = await ApiProcess.start(home, REGION, recordOf(stackName));
  const bucketsAside = judge.kind === "checking build";
  const wrapped = (one: PulumiFn): PulumiFn =>
    onLocalApi(
      judge.kind === "official" ? one : withNamesOfTheBuild(withoutNewerInputs(one, new Set()), REGION),
      {
        region: REGION,
        bucketsAside,
      },
    );
  let trial: Trial | undefined;
  try {
    trial = await startTrial({
      judges: [judge],
      standIns: { providers: others, vcenters },
      stackName,
      program: wrapped(program),
      env: clientEnvironment({ host: "127.0.0.1", port: api.port }, api.account, REGION, trustFilesIn(home)),
      folder,
    });
    if (bucketsAside) installBesides(pluginIn(sandbox.env.PULUMI_HOME ?? ""), join(folder, "pulumi-home"));
  } catch (error) {
    api.close();
    trial?.close();
    throw error;
  }
  const { stack, close } = trial;
  return {
    stack,
    home,
    kill: () => api.killAndContinue(REGION),
    setProgram: (next) => {
      stack.workspace.program = wrapped(next);
    },
    api: { host: "127.0.0.1", port: api.port, account: api.account },
    closeApi: () => api.close(),
    log: () => linesOf(join(home, API_LOG_FILE)),
    close: () => {
      api.close();
      close();
    },
  };
}

/** A life begins with an empty record. */
function recordOf(stackName: string): string {
  mkdirSync(LIFE_RECORDS, { recursive: true });
  const file = join(LIFE_RECORDS, `life of ${stackName}`);
  writeFileSync(file, "");
  return file;
}

function pluginIn(pulumiHome: string): string {
  const plugins = join(pulumiHome, "plugins");
  const folder = readdirSync(plugins).find((name) => name.startsWith("resource-alicloud-v"));
  if (folder === undefined) throw new Error(`no plugin of alicloud in ${plugins}`);
  return join(plugins, folder, "pulumi-resource-alicloud");
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n");
  } catch {
    return [];
  }
}
