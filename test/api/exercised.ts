import { appendFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "vitest";
import type { Exchange } from "../../sandbox/api/api.ts";

/** The folder in which tests note which actions they have called; `npm run cloud:docs` sets it and reads it. */
export const EXERCISED_FOLDER = "HOUGU_EXERCISED";

/** Notes what the running test's API was asked for, when somebody wants to know. */
export function remember(exchanges: readonly Exchange[]): void {
  const folder = process.env[EXERCISED_FOLDER];
  const test = expect.getState().testPath;
  if (!folder || test === undefined) return;
  mkdirSync(folder, { recursive: true });
  const lines = exchanges.map(({ product, action, status }) => `${product} ${action} ${status}\n`);
  appendFileSync(join(folder, basename(test)), lines.join(""));
}
