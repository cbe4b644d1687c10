import type { Peaks } from "./processes.ts";
import { run } from "./run.ts";
import { spreadOf } from "./statistics.ts";
import { makeStack, type Workspace } from "./workspace.ts";

/** A preview of so many new resources. */
export interface GrowthPoint {
  readonly resources: number;
  /** Milliseconds, the median. */
  readonly ms: number;
  readonly peaks: Peaks;
}

const SIZES = [100, 250, 500, 1000, 2000] as const;
/** A large preview takes long, and its spread is small against what is looked for: a line or a curve. */
const RUNS = 2;

export async function measureGrowth(
  workspace: Workspace,
  tell: (text: string) => void,
): Promise<readonly GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  for (const resources of SIZES) {
    const { preview } = await makeStack(workspace, "bench/programs/many", `many-${resources}`, {
      "alicloud:region": "cn-hangzhou",
      resources: String(resources),
    });
    const times: number[] = [];
    let peaks: Peaks = {};
    for (let round = 0; round <= RUNS; round++) {
      const ran = await run(preview(), true);
      if (round > 0) times.push(ran.ms);
      peaks = ran.usage.peaks;
    }
    points.push({ resources, ms: spreadOf(times).median, peaks });
    tell(`  ${resources} resources`);
  }
  return points;
}
