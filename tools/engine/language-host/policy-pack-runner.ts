/**
 * Runs the policy pack in the folder that the last argument names, with TypeScript left to Node. Started by this
 * host's RunPlugin; the pack itself (@pulumi/policy) serves the engine and writes its port to standard output.
 */
import { createRequire, flushCompileCache } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const directory = resolve(process.argv.at(-1) ?? ".");
// The pack sees the arguments that a program of its own would have: none.
process.argv.splice(2);

// The language host holds the other end: when it is gone, however it ended, so is the engine.
process.stdin.on("end", () => process.exit(0)).resume();

const entry = createRequire(join(directory, "package.json")).resolve(directory);
const pack: { default?: unknown } = await import(pathToFileURL(entry).href);
// As Pulumi's own runner does: a pack may export a function that makes it.
if (typeof pack.default === "function") await pack.default();

// The engine ends packs by a signal, at which Node would lose what it has compiled.
const STARTED_MS = 500;
setTimeout(flushCompileCache, STARTED_MS).unref();
