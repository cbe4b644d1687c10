import { existsSync } from "node:fs";
import { describe } from "vitest";
import { describeJudged, type Needs } from "../guest/judges.ts";

/**
 * A suite whose judge `npm run build:telemetry-judges` makes or fetches: skipped with the reason until it has, in CI too,
 * since no registry of packages has it.
 */
export function describeBuilt(name: string, judge: string, needs: Needs, suite: () => void): void {
  if (existsSync(judge)) describeJudged(name, needs, suite);
  else describe.skip(`${name} (skipped: npm run build:telemetry-judges makes its judge)`, suite);
}
