import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type EngineEvent,
  LocalWorkspace,
  PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import type { Tier } from "../../../components/config/environment.ts";
import { remediationIn } from "../../../ops/progress/remediation.ts";
import type { Level } from "../../../policy/environment.ts";
import { prepareSandbox } from "../../../sandbox/home.ts";
import { findEngine } from "../../../tools/engine/engine.ts";

import { VCENTER } from "../programs/vsphere.ts";

const PACK = fileURLToPath(new URL("../../../policy", import.meta.url));

export interface Violation {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  /** Logical name of the resource; the stack's when the violation is of the whole. */
  readonly on: string;
  readonly message: string;
}

export interface Judged {
  readonly violations: readonly Violation[];
  /** Type tokens of what the run looked at. */
  readonly types: ReadonlySet<string>;
  /** What rules changed, as `rule name`. */
  readonly remediations: readonly string[];
  /** True when the engine stopped the run. */
  readonly stopped: boolean;
  /** Everything that the engine wrote. */
  readonly log: string;
}

/** A stack of one test, judged by the pack in the real engine. */
export interface JudgedStack {
  preview(program: PulumiFn): Promise<Judged>;
  up(program: PulumiFn): Promise<Judged>;
  /** What the state holds. */
  resources(): Promise<readonly StateResource[]>;
  remove(): Promise<void>;
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

export interface JudgedOptions {
  /** Folder of the pack; this repository's own when absent. */
  readonly pack?: string;
  /** Levels by rule instead of the environment's, as an operator gives them: `--policy-pack-config`. */
  readonly levels?: Readonly<Record<string, Level>>;
}

/** @param monthlyCny the stack's budget; it has none when absent */
export async function judgedStack(
  environment: Tier,
  lang: "en" | "zh" = "en",
  monthlyCny?: number,
  { pack = PACK, levels }: JudgedOptions = {},
): Promise<JudgedStack> {
  const home = await mkdtemp(join(tmpdir(), "hougu-policy-"));
  const engine = await findEngine();
  const sandbox = await prepareSandbox(join(home, "sandbox"), { vcenters: [VCENTER] });
  const command = await PulumiCommand.get({ root: engine.root, skipVersionCheck: true });
  const stack = await LocalWorkspace.createStack(
    { stackName: environment, projectName: "hougu", program: async () => {} },
    {
      pulumiCommand: command,
      projectSettings: { name: "hougu", runtime: "nodejs" },
      envVars: { ...engine.env, ...sandbox.env, HOUGU_LANG: lang },
    },
  );
  const policy = {
    policyPacks: [pack],
    ...(levels && { policyPackConfigs: [await levelsFile(home, levels)] }),
  };
  await stack.setAllConfig({
    "hougu:environment": { value: environment },
    ...(monthlyCny !== undefined && {
      "hougu:region": { value: "cn-hangzhou" },
      "hougu:budget": { value: JSON.stringify({ monthlyCny }) },
    }),
    "alicloud:region": { value: "cn-hangzhou" },
    "vsphere:vsphereServer": { value: VCENTER.server },
    "vsphere:user": { value: "hougu@vsphere.local" },
    "vsphere:password": { value: "nobody's", secret: true },
  });
  return {
    preview: (program) => judged((options) => stack.preview({ program, ...policy, ...options })),
    up: (program) => judged((options) => stack.up({ program, ...policy, ...options })),
    resources: async () => {
      const { deployment } = await stack.exportStack();
      return (deployment as { resources?: readonly StateResource[] }).resources ?? [];
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

async function levelsFile(folder: string, levels: Readonly<Record<string, Level>>): Promise<string> {
  const file = join(folder, "levels.json");
  const entries = Object.entries(levels).map(([rule, enforcementLevel]) => [rule, { enforcementLevel }]);
  await writeFile(file, JSON.stringify(Object.fromEntries(entries)));
  return file;
}

type Options = Pick<NonNullable<Parameters<Stack["up"]>[0]>, "onEvent" | "onOutput">;

async function judged(run: (options: Options) => Promise<unknown>): Promise<Judged> {
  const violations: Violation[] = [];
  const types = new Set<string>();
  const remediations: string[] = [];
  const written: string[] = [];
  let stopped = false;
  const onEvent = (event: EngineEvent): void => {
    const { policyEvent, resourcePreEvent } = event;
    if (resourcePreEvent) types.add(resourcePreEvent.metadata.type);
    const remediation = remediationIn(event);
    if (remediation) remediations.push(`${remediation.policy} ${remediation.urn?.split("::").at(-1)}`);
    if (policyEvent === undefined) return;
    violations.push({
      rule: policyEvent.policyName,
      level: policyEvent.enforcementLevel === "mandatory" ? "mandatory" : "advisory",
      on: policyEvent.resourceUrn?.split("::").at(-1) ?? "",
      message: policyEvent.message,
    });
  };
  try {
    await run({ onEvent, onOutput: (text) => written.push(text) });
  } catch (error) {
    stopped = true;
    written.push(String(error));
  }
  return { violations, types, remediations, stopped, log: written.join("") };
}
