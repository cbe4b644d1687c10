/**
 * `npm run bench [-- --samples N]`: what a preview costs, measured as whole processes on the real engine and the sandbox.
 * Every ratio is of runs taken in turn in this one call. Writes docs/benchmarks.md; takes some minutes.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { growthOf } from "./growth.ts";
import { machineFacts } from "./machine.ts";
import { measureGrowth } from "./measure-growth.ts";
import { measurePreviews } from "./measure-previews.ts";
import { measureStarts } from "./measure-starts.ts";
import { type Measured, render } from "./render.ts";
import { openWorkspace, ROOT } from "./workspace.ts";

/** Enough for a median that one slow run doesn't move. */
const SAMPLES = "7";

const { values } = parseArgs({ options: { samples: { type: "string", default: SAMPLES } } });
const samples = Number(values.samples);
if (!Number.isInteger(samples) || samples < 1) {
  throw new Error(`--samples: expected a whole number from 1, got ${values.samples}`);
}
const tell = (text: string): void => console.error(text);

const workspace = await openWorkspace();
try {
  const machine = machineFacts(workspace.pulumiVersion);
  tell("how a Node program starts");
  const starts = await measureStarts(workspace, samples, tell);
  tell("no-op previews of dev and prod beside an empty program");
  const previews = await measurePreviews(workspace, samples, tell);
  tell("previews of 100 to 2,000 resources");
  const growth = await measureGrowth(workspace, tell);
  const measured: Measured = { machine, samples, starts, previews, growth, fit: growthOf(growth) };
  await writeFile(join(ROOT, "docs/benchmarks.md"), render(measured));
  console.log(JSON.stringify(measured, null, 2));
} finally {
  await workspace.remove();
}
