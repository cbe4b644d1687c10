import { join } from "node:path";
import type { CpuTimes, Peaks } from "./processes.ts";
import { type Command, inTurn, run } from "./run.ts";
import { ratiosOf, type Spread, spreadOf } from "./statistics.ts";
import { makeStack, ROOT, type Workspace } from "./workspace.ts";

const TIERS = ["dev", "prod"] as const;
type Tier = (typeof TIERS)[number];

/** A no-op preview of an environment that is up. */
export interface PreviewFigures {
  readonly tier: Tier;
  /** Resources in its state. */
  readonly resources: number;
  /** Milliseconds. */
  readonly time: Spread;
  /** By the empty program's preview. */
  readonly ratio: Spread;
  /** The same with the policy pack, by the one without. */
  readonly packRatio: Spread;
  /** Of one run with the pack. */
  readonly peaks: Peaks;
  /** Of one run each. */
  readonly cpu: { readonly without: CpuTimes; readonly with: CpuTimes };
}

export interface Previews {
  /** Milliseconds for the empty program. */
  readonly empty: Spread;
  readonly tiers: readonly PreviewFigures[];
}

export async function measurePreviews(
  workspace: Workspace,
  samples: number,
  tell: (text: string) => void,
): Promise<Previews> {
  const empty = await makeStack(workspace, "bench/programs/empty", "empty");
  const resources = new Map<Tier, number>();
  for (const tier of TIERS) {
    tell(`  bringing ${tier} up`);
    resources.set(tier, await bringUp(workspace, tier));
  }
  const previews = {
    empty: empty.preview(),
    dev: previewOf(workspace, "dev"),
    devPack: previewOf(workspace, "dev", "--policy-pack", "policy"),
    prod: previewOf(workspace, "prod"),
    prodPack: previewOf(workspace, "prod", "--policy-pack", "policy"),
  };
  const times = await inTurn(previews, samples, tell);
  const tiers: PreviewFigures[] = [];
  for (const tier of TIERS) {
    const withPack = `${tier}Pack` as const;
    const bare = await run(previews[tier], true);
    const judged = await run(previews[withPack], true);
    tiers.push({
      tier,
      resources: resources.get(tier) ?? 0,
      time: spreadOf(times[tier]),
      ratio: ratiosOf(times[tier], times.empty),
      packRatio: ratiosOf(times[withPack], times[tier]),
      peaks: judged.usage.peaks,
      cpu: { without: bare.usage.cpu, with: judged.usage.cpu },
    });
  }
  return { empty: spreadOf(times.empty), tiers };
}

/** Brings a committed environment up as its users do. @returns how many resources it has */
async function bringUp(workspace: Workspace, tier: Tier): Promise<number> {
  const hougu = join(ROOT, "ops/bin/hougu.js");
  const argv = [process.execPath, hougu, "up", "--stack", tier, "--sandbox", "--yes", "--json"] as const;
  const { stdout } = await run({ argv: [...argv], cwd: ROOT, env: workspace.env });
  const { summary } = JSON.parse(stdout) as { summary: { create: number } };
  return summary.create;
}

function previewOf(workspace: Workspace, tier: Tier, ...more: string[]): Command {
  const file = join(workspace.home, "sandbox", "config", `Pulumi.${tier}.yaml`);
  return workspace.pulumi(".", "preview", "--stack", tier, "--config-file", file, ...more);
}
