import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const LAZY = fileURLToPath(new URL("../../components/start/lazy-modules.ts", import.meta.url));

/** Prints what the SDK has loaded after its import, and what it makes of a function, which needs the rest. */
const SCRIPT = `
  const { createRequire } = require("node:module");
  const pulumi = require("@pulumi/pulumi");
  const loaded = ["typescript/lib/typescript.js", "@npmcli/arborist/lib/index.js"].filter((file) =>
    Object.keys(require.cache).some((path) => path.endsWith(file)));
  const three = 3;
  (async () => {
    const { text } = await pulumi.runtime.serializeFunction(() => three + 1);
    const paths = await pulumi.runtime.computeCodePaths({});
    console.log(JSON.stringify({ loaded, text, paths: [...paths.keys()].sort() }));
  })();
`;

async function run(...options: string[]) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...options, "-e", SCRIPT], { cwd: root });
  return JSON.parse(stdout) as { loaded: string[]; text: string; paths: string[] };
}

it("leaves the compiler and npm's resolver out until something needs them, and then changes nothing", async () => {
  const [eager, lazy] = [await run(), await run("--import", LAZY)];
  expect(eager.loaded).toHaveLength(2);
  expect(lazy.loaded).toEqual([]);
  expect(lazy.text).toBe(eager.text);
  expect(lazy.paths).toEqual(eager.paths);
}, 60_000);
