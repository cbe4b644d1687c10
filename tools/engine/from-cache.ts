import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Attempt, Environment, Origin } from "./attempt.ts";
import { cachedEngineRoot } from "./cache-folder.ts";
import { askVersion } from "./from-path.ts";
import { engineEnvironment, placeLanguageHost } from "./language-host-launcher.ts";
import { PINNED_VERSION } from "./pinned-version.ts";

/** What stands beside a cached binary, so that an untouched one need not be run to be trusted. */
interface Seal {
  readonly version: string;
  readonly origin: Origin;
  readonly bytes: number;
  readonly modifiedMs: number;
}

const sealPath = (root: string): string => join(root, "engine.json");
const binaryPath = (root: string): string => join(root, "bin", "pulumi");

/** The engine that an earlier download or build has left. A damaged one is an obstacle; the next way replaces it. */
export async function fromCache(env: Environment): Promise<Attempt> {
  const root = cachedEngineRoot(env);
  const state = binaryState(root);
  const remedy = { en: "the next way fills the cache", zh: "后面的方式会填充缓存" };
  if (state === undefined) {
    return { obstacle: { problem: { en: `nothing cached in ${root}`, zh: `${root} 中没有缓存` }, remedy } };
  }
  const sealed = readSeal(root);
  const intact =
    sealed !== undefined && sealed.bytes === state.bytes && sealed.modifiedMs === state.modifiedMs;
  if (!intact && !(await reseal(root, env))) {
    return {
      obstacle: {
        problem: { en: `${binaryPath(root)} is damaged`, zh: `${binaryPath(root)} 已损坏` },
        remedy,
      },
    };
  }
  const own = placeLanguageHost(root);
  return {
    engine: { version: PINNED_VERSION, root, origin: "cache", env: engineEnvironment(root, own, env) },
  };
}

/** Moves a complete engine folder to its place in the cache, at once, over whatever is there. */
export function publishToCache(prepared: string, origin: Origin, env: Environment): string {
  const root = cachedEngineRoot(env);
  placeLanguageHost(prepared);
  seal(prepared, origin);
  mkdirSync(dirname(root), { recursive: true });
  // A folder can't replace one that isn't empty; the old one steps aside first and a running engine keeps its files.
  const aside = `${root}.old-${process.pid}`;
  try {
    renameSync(root, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  renameSync(prepared, root);
  rmSync(aside, { recursive: true, force: true });
  return root;
}

// Somebody has copied or touched the binary, or put it there by hand: what it says of itself decides.
async function reseal(root: string, env: Environment): Promise<boolean> {
  if ((await askVersion(binaryPath(root), env)) !== PINNED_VERSION) return false;
  seal(root, readSeal(root)?.origin ?? "cache");
  return true;
}

function seal(root: string, origin: Origin): void {
  const state = binaryState(root);
  if (state === undefined) throw new Error(`${binaryPath(root)} is missing`);
  const content: Seal = { version: PINNED_VERSION, origin, ...state };
  const temporary = `${sealPath(root)}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(temporary, sealPath(root));
}

function readSeal(root: string): Seal | undefined {
  try {
    return JSON.parse(readFileSync(sealPath(root), "utf8")) as Seal;
  } catch {
    return undefined;
  }
}

function binaryState(root: string): { bytes: number; modifiedMs: number } | undefined {
  try {
    const { size, mtimeMs } = statSync(binaryPath(root));
    return { bytes: size, modifiedMs: mtimeMs };
  } catch {
    return undefined;
  }
}
