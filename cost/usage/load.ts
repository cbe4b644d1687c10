import { readFileSync } from "node:fs";
import path from "node:path";
import { parseUsage, type Usage, UsageError } from "./usage.ts";

/** The usage file of an environment: `dev` or `prod`. */
export function usageFileOf(tier: string): string {
  return path.join(import.meta.dirname, `${tier}.json`);
}

/** @throws UsageError when the file isn't there, isn't JSON, or has a mistake */
export function loadUsage(file: string): Usage {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(file, [{ path: "", message: (error as Error).message }]);
  }
  try {
    return parseUsage(file, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(file, [{ path: "", message: error.message }]);
    throw error;
  }
}
