import type { Environment, Tier } from "../../components/config/environment.ts";
import { vcentersOf } from "../../ops/stack/sandbox-vcenter.ts";
import { environmentOn, programOf } from "../../test/program/real-providers.ts";
import { environmentOf } from "../../test/program/recorded.ts";
import type { Judge } from "./judge.ts";
import { type JudgedPreview, judgedPreview } from "./judged-preview.ts";
import { withoutNewerInputs } from "./newer-inputs.ts";
import { startTrial, type TrialOptions } from "./trial.ts";
import type { Vcenter } from "./vcenter.ts";

/** Who judges the whole program's vSphere side: the real provider on a simulated vCenter. */
export interface VsphereJudge {
  readonly judge: Judge;
  readonly vcenter: Vcenter;
}

export interface WholeProgramOptions {
  readonly tier: Tier;
  readonly alicloud: Judge;
  /** Without it the sandbox stands in for vSphere too, which judges nothing here. */
  readonly vsphere: VsphereJudge | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** A preview of the whole program, with what was kept from a judge that is too old for it. */
export type WholePreview = JudgedPreview & { readonly leftOut: ReadonlySet<string> };

/**
 * Previews everything of an environment as it is committed. The real provider judges what is Alibaba Cloud's; clusters
 * and Docker hosts, which are nowhere, are the sandbox's.
 */
export async function wholeProgram({
  tier,
  alicloud,
  vsphere,
  env,
}: WholeProgramOptions): Promise<WholePreview> {
  const environment = vsphere ? environmentOn(vsphere.vcenter, tier) : environmentOf(tier);
  const program = programOf(environment, vsphere?.vcenter);
  const leftOut = new Set<string>();
  const trial = await startTrial({
    judges: [alicloud, ...(vsphere ? [vsphere.judge] : [])],
    standIns: standInsFor(environment, vsphere),
    stackName: tier,
    program: alicloud.kind === "official" ? program : withoutNewerInputs(program, leftOut),
    env,
  });
  try {
    return { ...(await judgedPreview(trial.stack)), leftOut };
  } finally {
    trial.close();
  }
}

function standInsFor(
  environment: Environment,
  vsphere: VsphereJudge | undefined,
): NonNullable<TrialOptions["standIns"]> {
  const vcenters = vsphere ? [] : vcentersOf(environment);
  return {
    providers: ["kubernetes", "docker", ...(vcenters.length > 0 ? (["vsphere"] as const) : [])],
    vcenters,
  };
}
