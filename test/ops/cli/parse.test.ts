import { describe, expect, test } from "vitest";
import { Failure } from "../../../ops/cli/failure.ts";
import { languageOf, parse } from "../../../ops/cli/parse.ts";
import { COMMON_OPTIONS, type Invocation } from "../../../ops/commands/command.ts";
import { COMMANDS } from "../../../ops/commands/table.ts";

const English = { LANG: "C" };

function invocationOf(...argv: string[]): Invocation {
  const parsed = parse(argv, COMMANDS, English);
  if (parsed.kind !== "run") throw new Error(`not a run: ${parsed.kind}`);
  return parsed.invocation;
}

function failureOf(...argv: string[]): Failure {
  try {
    parse(argv, COMMANDS, English);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error(`no failure: ${argv.join(" ")}`);
}

describe("options", () => {
  test("what is not given has its default", () => {
    expect(invocationOf("up")).toEqual({
      stack: "dev",
      sandbox: false,
      yes: false,
      json: false,
      lang: "en",
      flags: {},
      operands: [],
    });
  });

  test.each([
    [["--stack", "prod"], { stack: "prod" }],
    [["--stack=org/prod"], { stack: "org/prod" }],
    [["-s", "prod"], { stack: "prod" }],
    [["--sandbox"], { sandbox: true }],
    [["--yes"], { yes: true }],
    [["-y"], { yes: true }],
    [["--json"], { json: true }],
    [["--lang", "zh"], { lang: "zh" }],
    [["--lang=zh"], { lang: "zh" }],
    [["--config-dir", "/etc/hougu"], { configDir: "/etc/hougu" }],
  ] as const)("%j", (args, expected) => {
    expect(invocationOf("up", ...args)).toMatchObject(expected);
  });

  test("every common option is known to every command", () => {
    for (const command of COMMANDS) {
      for (const { name, type, choices } of COMMON_OPTIONS) {
        const value = type === "string" ? [choices?.[0] ?? "value"] : [];
        expect(() => parse([command.name, `--${name}`, ...value], COMMANDS, English)).not.toThrow();
      }
    }
  });

  test("a command's own options are flags of that command alone", () => {
    expect(invocationOf("recover", "--clear-pending").flags).toEqual({ "clear-pending": true });
    expect(invocationOf("destroy", "--unprotect").flags).toEqual({ unprotect: true });
    expect(failureOf("up", "--unprotect").text.en).toBe("unknown option '--unprotect'");
  });

  test("an operand goes to the command that takes one", () => {
    expect(invocationOf("outputs", "endpoints", "--json").operands).toEqual(["endpoints"]);
    expect(invocationOf("completion", "zsh").operands).toEqual(["zsh"]);
  });
});

describe("what is not a run", () => {
  test.each([[[]], [["--help"]], [["-h"]], [["help"]]])("%j shows the help of all", (argv) => {
    expect(parse(argv, COMMANDS, English)).toEqual({ kind: "help", lang: "en" });
  });

  test.each([[["help", "up"]], [["up", "--help"]], [["up", "-h"]]])("%j shows the help of one", (argv) => {
    expect(parse(argv, COMMANDS, English)).toMatchObject({ kind: "help", command: { name: "up" } });
  });

  test.each([[["--version"]], [["-v"]]])("%j is the version", (argv) => {
    expect(parse(argv, COMMANDS, English)).toEqual({ kind: "version" });
  });
});

describe("a mistake is named, with the line that mends it", () => {
  const cases: readonly (readonly [
    argv: readonly string[],
    en: string,
    zh: string,
    hint: { en: string; zh: string },
  ])[] = [
    [
      ["upp"],
      "unknown command 'upp'",
      "未知命令“upp”",
      { en: "did you mean: npx hougu up", zh: "是否想输入：npx hougu up" },
    ],
    [
      ["frobnicate"],
      "unknown command 'frobnicate'",
      "未知命令“frobnicate”",
      { en: "npx hougu --help lists the commands", zh: "npx hougu --help 列出全部命令" },
    ],
    [
      ["help", "upp"],
      "unknown command 'upp'",
      "未知命令“upp”",
      { en: "did you mean: npx hougu up", zh: "是否想输入：npx hougu up" },
    ],
    [
      ["--json"],
      "the command comes before '--json'",
      "命令须写在“--json”之前",
      { en: "npx hougu <command> --json", zh: "npx hougu <命令> --json" },
    ],
    [
      ["up", "--jsno"],
      "unknown option '--jsno'",
      "未知选项“--jsno”",
      { en: "did you mean: --json", zh: "是否想输入：--json" },
    ],
    [
      ["up", "-x"],
      "unknown option '-x'",
      "未知选项“-x”",
      { en: "npx hougu up --help lists the options", zh: "npx hougu up --help 列出全部选项" },
    ],
    [
      ["up", "--stack"],
      "option --stack needs a value",
      "选项 --stack 需要一个值",
      { en: "write: --stack <name>", zh: "应写作：--stack <name>" },
    ],
    [
      ["up", "--stack", "--json"],
      "option --stack needs a value",
      "选项 --stack 需要一个值",
      { en: "write: --stack <name>", zh: "应写作：--stack <name>" },
    ],
    [
      ["up", "--yes=1"],
      "option --yes takes no value",
      "选项 --yes 不接受值",
      { en: "write: --yes", zh: "应写作：--yes" },
    ],
    [
      ["up", "--lang", "fr"],
      "option --lang: expected one of en, zh, got 'fr'",
      "选项 --lang：应为 en, zh 之一，实际为“fr”",
      { en: "write, for example: --lang en", zh: "例如：--lang en" },
    ],
    [
      ["up", "now"],
      "unexpected argument 'now'",
      "多余的参数“now”",
      {
        en: "usage: npx hougu up --stack dev --sandbox --yes",
        zh: "用法：npx hougu up --stack dev --sandbox --yes",
      },
    ],
    [
      ["completion", "tcsh"],
      "expected one of bash, zsh, fish, got 'tcsh'",
      "应为 bash, zsh, fish 之一，实际为“tcsh”",
      { en: 'usage: eval "$(npx hougu completion bash)"', zh: '用法：eval "$(npx hougu completion bash)"' },
    ],
    [
      ["up", "--stack", "a b"],
      "option --stack: expected letters, digits, '.', '_' and '-', got 'a b'",
      "选项 --stack：只能含字母、数字、“.”、“_”和“-”，实际为“a b”",
      { en: "write, for example: --stack dev", zh: "例如：--stack dev" },
    ],
  ];

  test.each(cases)("%j", (argv, en, zh, hint) => {
    const failure = failureOf(...argv);
    expect(failure.code).toBe("usage");
    expect(failure.exitCode).toBe(2);
    expect(failure.text).toEqual({ en, zh });
    expect(failure.details.hint).toEqual(hint);
  });

  // It becomes part of file names.
  test.each(["..", ".", "a/..", "../../etc/passwd", "a/../b", "a/b/c/d", "", "dev\n", "a\\b"])(
    "the stack %j is refused",
    (stack) => {
      expect(failureOf("up", "--stack", stack).text.en).toContain("option --stack: expected letters");
    },
  );
});

describe("the language", () => {
  test.each([
    [["up"], {}, "en"],
    [["up"], { LANG: "zh_CN.UTF-8" }, "zh"],
    [["up"], { LANG: "zh_CN.UTF-8", LC_ALL: "C" }, "en"],
    [["up"], { LANG: "C", HOUGU_LANG: "zh" }, "zh"],
    [["up", "--lang", "en"], { HOUGU_LANG: "zh" }, "en"],
    [["up", "--lang=zh"], { LANG: "C" }, "zh"],
    // Nothing that it knows: the environment's, in which the mistake is then told.
    [["up", "--lang", "fr"], { LANG: "zh_CN" }, "zh"],
    [["up", "--lang"], { LANG: "zh_CN" }, "zh"],
  ] as const)("%j with %j is %s", (argv, env, lang) => {
    expect(languageOf(argv, env)).toBe(lang);
  });
});
