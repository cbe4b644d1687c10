import coerce from "semver/functions/coerce.js";
import gte from "semver/functions/gte.js";
import parse from "semver/functions/parse.js";
import { PINNED_VERSION } from "./pinned-version.ts";

/** Pulumi promises compatibility within a major version. */
const PINNED_MAJOR = parse(PINNED_VERSION)?.major;

/**
 * The version that a tool says it has, in semver's form: `3.259.0` for `v3.259.0`, `1.26.0` for
 * `go version go1.26 linux/amd64`. Nothing when the text holds none.
 */
export function parseVersion(text: string): string | undefined {
  return (parse(text.trim()) ?? coerce(text, { includePrerelease: true }))?.version;
}

export function isAtLeast(version: string, least: string): boolean {
  return gte(version, least);
}

/** Whether a Pulumi CLI may stand in for the pinned one: as new or newer, of the same major version. */
export function isUsableEngine(version: string): boolean {
  return isAtLeast(version, PINNED_VERSION) && parse(version)?.major === PINNED_MAJOR;
}
