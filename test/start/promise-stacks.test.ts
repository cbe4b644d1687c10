import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const STACKS = fileURLToPath(new URL("../../components/start/promise-stacks.ts", import.meta.url));

/** Prints what the SDK has written down about a promise, and whether it still finds one that is never settled. */
const SCRIPT = `
  const debuggable = require("@pulumi/pulumi/runtime/debuggable.js");
  const promise = new Promise(() => undefined);
  debuggable.debuggablePromise(promise, "one that leaks");
  const [leaks] = debuggable.leakedPromises();
  const frames = String(promise._debugStackTrace).split("\\n").length - 1;
  console.log(JSON.stringify({ frames, context: promise._debugCtx, leaks: leaks.size, limit: Error.stackTraceLimit }));
  process.exit(0);
`;

async function run(env: Readonly<Record<string, string>>, ...options: string[]) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...options, "-e", SCRIPT], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
}

it("leaves the stacks of promises out, and still finds those that leak", async () => {
  const [full, spare] = [await run({}), await run({}, "--import", STACKS)];
  expect(full.frames).toBeGreaterThan(0);
  expect(spare).toEqual({ ...full, frames: 0 });
}, 60_000);

it("writes them down for whoever looks for a leak", async () => {
  const asked = await run({ PULUMI_DEBUG_PROMISE_LEAKS: "1" }, "--import", STACKS);
  expect(asked.frames).toBeGreaterThan(0);
}, 60_000);
