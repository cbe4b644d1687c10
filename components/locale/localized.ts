/** The two languages that operators read. */
export type Lang = "en" | "zh";

/** One text in both languages; what an operator sees is chosen by locale or `--lang`. */
export interface Localized {
  readonly en: string;
  readonly zh: string;
}

/**
 * The language of an environment: `HOUGU_LANG` first, then POSIX's order `LC_ALL`, `LC_MESSAGES`, `LANG`.
 * Chinese for any locale that begins with `zh`, English for everything else.
 */
export function langOf(env: Readonly<Record<string, string | undefined>>): Lang {
  const locale = [env.HOUGU_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(
    (value) => value !== undefined && value !== "",
  );
  return locale?.toLowerCase().startsWith("zh") ? "zh" : "en";
}
