import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./attempt.ts";
import { PINNED_VERSION } from "./pinned-version.ts";

/** Where Hougu keeps what takes long to get and belongs to no checkout: `$HOUGU_CACHE`, else XDG's cache folder. */
export function cacheFolder(env: Environment): string {
  if (env.HOUGU_CACHE) return env.HOUGU_CACHE;
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache"), "hougu");
}

export function enginesFolder(env: Environment): string {
  return join(cacheFolder(env), "engine");
}

/** The root of the cached engine: its `bin/` holds `pulumi` and the language host. */
export function cachedEngineRoot(env: Environment): string {
  return join(enginesFolder(env), `v${PINNED_VERSION}`);
}
