import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const CHECKOUT = resolve(import.meta.dirname, "../..");

/** The providers that judge, and the server that one of them talks to. */
export type JudgePart = "alicloud" | "vsphere" | "vcsim";

/**
 * The folder with the sources of the providers' checking builds: `HOUGU_CONFORMANCE`, else the usual place beside the
 * checkout. Each part is a Go module in a folder of its name.
 * @returns undefined where there is none.
 */
export function judgeSources(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const folder = env.HOUGU_CONFORMANCE ?? join(dirname(CHECKOUT), "shared", "conformance");
  return existsSync(folder) ? resolve(folder) : undefined;
}
