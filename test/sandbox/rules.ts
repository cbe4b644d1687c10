import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every code with which the rules of a provider's folder can refuse, read from their text. */
export function codesIn(folder: string): Set<string> {
  const codes = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
    const source = readFileSync(join(folder, file), "utf8");
    for (const [, code] of source.matchAll(/(?:\bcode: |\brefuse\(\s*)"([A-Za-z_.]+)"/g)) {
      if (code !== undefined) codes.add(code);
    }
  }
  return codes;
}
