/** `npm run bench:cloud [-- --samples N]`: what the API costs, and a preview beside OpenTofu's plan. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findEngine } from "../../tools/engine/engine.ts";
import { machineFacts } from "../machine.ts";
import { ROOT } from "../workspace.ts";
import { measurePlans } from "./measure-plans.ts";
import { measureRequests } from "./measure-requests.ts";
import { renderCloud } from "./render.ts";

const STORED = 10_000;
const RESOURCES = 200;

const { values } = parseArgs({ options: { samples: { type: "string", default: "5" } } });
const samples = Number(values.samples);
if (!Number.isInteger(samples) || samples < 1) {
  throw new Error(`--samples: expected a whole number from 1, got ${values.samples}`);
}
const tell = (text: string): void => console.error(text);

const machine = machineFacts((await findEngine()).version);
tell(`requests with ${STORED} objects stored`);
const requests = await measureRequests(STORED);
tell(`previews and plans of ${RESOURCES} new resources`);
const plans = await measurePlans(RESOURCES, samples, tell);
await writeFile(join(ROOT, "docs/benchmarks-cloud.md"), renderCloud({ machine, requests, plans }));
console.log(JSON.stringify({ machine, requests, plans }, null, 2));
