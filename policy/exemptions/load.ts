import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Tier } from "../../components/config/environment.ts";
import type { Lang } from "../../components/locale/localized.ts";
import type { PlacedExemption } from "./exemption.ts";
import { BadExemptions, parseExemptions } from "./parse.ts";

/** The pack's own folder, as the URL of a file in it. */
const PACK = new URL("../index.js", import.meta.url);

/**
 * The exemptions of an environment: `exemptions/<environment>.json` of a pack. A pack without the file has none.
 * @param pack URL of the pack's entry
 * @throws BadExemptions
 */
export function exemptionsOf(
  environment: Tier,
  { rules, now, lang, pack = PACK }: LoadOptions,
): readonly PlacedExemption[] {
  const url = new URL(`exemptions/${environment}.json`, pack);
  const file = `policy/exemptions/${environment}.json`;
  let text: string;
  try {
    text = readFileSync(url, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    const why = error instanceof Error ? error.message : String(error);
    const problem = {
      en: `${fileURLToPath(url)} can't be read: ${why}`,
      zh: `无法读取 ${fileURLToPath(url)}：${why}`,
    };
    throw new BadExemptions([problem], lang);
  }
  return parseExemptions(text, { file, rules, now, lang });
}

export interface LoadOptions {
  readonly rules: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lang: Lang;
  readonly pack?: URL;
}
