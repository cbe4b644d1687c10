import type { Lang, Localized } from "../locale/localized.ts";

/** Where a value stands in Pulumi.<stack>.yaml. */
export interface Location {
  readonly file: string;
  /** 1 is the first line. */
  readonly line: number;
}

/** One mistake in the configuration, with all that its mending needs. */
export interface ConfigProblem {
  /** Full path, e.g. `hougu:artist.tomcat.count` or `hougu:zones[0]`. */
  readonly key: string;
  /** The value as written, shortened; `[secret]` for secrets; absent when nothing is set. */
  readonly value?: string;
  /** What would have been right, as a noun phrase. */
  readonly expected: Localized;
  /** The line to write or the command to run. */
  readonly remedy: Localized;
  readonly location?: Location;
}

/** A configuration that can't be used, with every mistake that was found. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(formatProblems(problems, "en"));
    this.name = "ConfigError";
    this.problems = problems;
  }

  /** The whole message in one language: a heading, then a block for each problem. */
  format(lang: Lang): string {
    return formatProblems(this.problems, lang);
  }
}

const WORDS = {
  en: { expected: "expected", got: "got", nothing: "nothing", fix: "fix" },
  zh: { expected: "应为", got: "实际", nothing: "未设置", fix: "修改" },
} as const;

function formatProblems(problems: readonly ConfigProblem[], lang: Lang): string {
  const count = problems.length;
  const heading =
    lang === "zh"
      ? `配置有 ${count} 处错误，未改动任何资源。`
      : `The configuration has ${count} ${count === 1 ? "problem" : "problems"}; nothing was touched.`;
  const words = WORDS[lang];
  const blocks = problems.map(({ key, value, expected, remedy, location }) => {
    const where = location ? `  (${location.file}:${location.line})` : "";
    return [
      `  ${key}${where}`,
      `    ${words.expected}: ${expected[lang]}`,
      `    ${words.got}: ${value ?? words.nothing}`,
      `    ${words.fix}: ${remedy[lang]}`,
    ].join("\n");
  });
  return [heading, ...blocks].join("\n\n");
}
