import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "./attempt.ts";

export const LANGUAGE_HOST = "pulumi-language-nodejs";

/** Our own language host, in this checkout. */
export const OWN_LANGUAGE_HOST = fileURLToPath(
  new URL(`./language-host/bin/${LANGUAGE_HOST}`, import.meta.url),
);

/**
 * The engine wants its language host beside itself (one found elsewhere on PATH earns a warning at every command).
 * The cache is shared by all checkouts of this user, any of which may vanish, so what stands there only passes on to
 * the one that the environment names, or else to the one of the checkout around the working folder.
 */
const LAUNCHER = `#!/bin/sh
# Passes on to the language host of a Hougu checkout; written by tools/engine, safe to delete.
host=$HOUGU_LANGUAGE_HOST
at=$PWD
while [ -z "$host" ] && [ -n "$at" ]; do
  [ -x "$at/tools/engine/language-host/bin/${LANGUAGE_HOST}" ] && host=$at/tools/engine/language-host/bin/${LANGUAGE_HOST}
  at=\${at%/*}
done
if [ ! -x "$host" ]; then
  echo "${LANGUAGE_HOST}: no Hougu checkout here; set HOUGU_LANGUAGE_HOST=<checkout>/tools/engine/language-host/bin/${LANGUAGE_HOST}" >&2
  echo "${LANGUAGE_HOST}：此处没有 Hougu 检出目录；请设置 HOUGU_LANGUAGE_HOST=<检出目录>/tools/engine/language-host/bin/${LANGUAGE_HOST}" >&2
  exit 1
fi
exec "$host" "$@"
`;

// Far below the size of any real language host, far above ours.
const LARGEST_LAUNCHER = 16 * 1024;

/**
 * Makes sure that a language host stands beside `<root>/bin/pulumi`: the official one is left alone, ours is written
 * or brought up to date. Answers whether it is ours.
 */
export function placeLanguageHost(root: string): boolean {
  const path = join(root, "bin", LANGUAGE_HOST);
  const present = existsSync(path);
  if (present && statSync(path).size > LARGEST_LAUNCHER) return false;
  if (present && readFileSync(path, "utf8") === LAUNCHER) return true;
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, LAUNCHER, { mode: 0o755 });
  renameSync(temporary, path);
  return true;
}

/** What an engine in `<root>/bin` needs in its environment. */
export function engineEnvironment(
  root: string,
  ownLanguageHost: boolean,
  env: Environment,
): Record<string, string> {
  if (ownLanguageHost) restoreExecutableBit();
  return {
    PATH: [join(root, "bin"), ...(env.PATH ? [env.PATH] : [])].join(delimiter),
    // The version is pinned, so a hint that there is a newer one helps nobody, and asking costs time.
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(ownLanguageHost ? { HOUGU_LANGUAGE_HOST: OWN_LANGUAGE_HOST } : {}),
  };
}

// Archives and some file systems lose the bit that Git keeps.
function restoreExecutableBit(): void {
  const mode = statSync(OWN_LANGUAGE_HOST).mode;
  if ((mode & 0o111) === 0) chmodSync(OWN_LANGUAGE_HOST, mode | 0o755);
}
