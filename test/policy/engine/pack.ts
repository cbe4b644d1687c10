import { mkdtemp, rm } from "node:fs/promises";
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
  /** True when the engine stopped the run. */
  readonly stopped: boolean;
  /** Everything that the engine wrote. */
  readonly log: string;
}

/** A stack of one test, judged by the pack in the real engine. */
export interface JudgedStack {
  preview(program: PulumiFn): Promise<Judged>;
  up(program: PulumiFn): Promise<Judged>;
  remove(): Promise<void>;
}

/** @param monthlyCny the stack's budget; it has none when absent */
export async function judgedStack(
  environment: Tier,
  lang: "en" | "zh" = "en",
  monthlyCny?: number,
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
  const policy = { policyPacks: [PACK] };
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
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

type Options = Pick<NonNullable<Parameters<Stack["up"]>[0]>, "onEvent" | "onOutput">;

async function judged(run: (options: Options) => Promise<unknown>): Promise<Judged> {
  const violations: Violation[] = [];
  const written: string[] = [];
  let stopped = false;
  const onEvent = ({ policyEvent }: EngineEvent): void => {
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
  return { violations, stopped, log: written.join("") };
}
