import { parseArgs } from "node:util";
import { nearest } from "../../components/config/nearest.ts";
import { type Lang, type Localized, langOf } from "../../components/locale/localized.ts";
import { COMMON_OPTIONS, type Command, type Invocation, type OptionSpec } from "../commands/command.ts";
import { Failure } from "./failure.ts";

export type Parsed =
  | { readonly kind: "help"; readonly command?: Command; readonly lang: Lang }
  | { readonly kind: "version" }
  | { readonly kind: "run"; readonly command: Command; readonly invocation: Invocation };

type Env = Readonly<Record<string, string | undefined>>;

/** The language before anything is parsed, so that even a usage error speaks it. */
export function languageOf(argv: readonly string[], env: Env): Lang {
  const inline = argv.find((arg) => arg.startsWith("--lang="))?.slice("--lang=".length);
  const index = argv.indexOf("--lang");
  const chosen = inline ?? (index >= 0 ? argv[index + 1] : undefined);
  return chosen === "en" || chosen === "zh" ? chosen : langOf(env);
}

/**
 * Turns `process.argv.slice(2)` into what to do.
 * @throws Failure `usage` for unknown commands, options and values.
 */
export function parse(argv: readonly string[], commands: readonly Command[], env: Env): Parsed {
  const lang = languageOf(argv, env);
  const [first] = argv;
  if (first === undefined || first === "--help" || first === "-h") return { kind: "help", lang };
  if (first === "--version" || first === "-v") return { kind: "version" };
  if (first === "help") {
    const name = argv.slice(1).find((arg) => !arg.startsWith("-"));
    return name === undefined
      ? { kind: "help", lang }
      : { kind: "help", command: find(name, commands), lang };
  }
  if (first.startsWith("-")) throw misplaced(first);
  const command = find(first, commands);
  const specs = [...COMMON_OPTIONS, ...command.options];
  const { values, positionals } = read(argv.slice(1), specs, command);
  if (values.help === true) return { kind: "help", command, lang };
  checkOperands(positionals, command);
  for (const spec of specs) checkChoice(spec, values[spec.name]);
  const own = new Set(command.options.map((option) => option.name));
  return {
    kind: "run",
    command,
    invocation: {
      stack: checkStack(String(values.stack)),
      sandbox: values.sandbox === true,
      yes: values.yes === true,
      json: values.json === true,
      lang,
      ...(typeof values["config-dir"] === "string" && { configDir: values["config-dir"] }),
      flags: Object.fromEntries(Object.entries(values).filter(([name]) => own.has(name))),
      operands: positionals,
    },
  };
}

function find(name: string, commands: readonly Command[]): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return command;
  const meant = nearest(
    name,
    commands.map((candidate) => candidate.name),
  );
  throw new Failure(
    "usage",
    { en: `unknown command '${name}'`, zh: `未知命令“${name}”` },
    {
      hint: meant
        ? { en: `did you mean: npx hougu ${meant}`, zh: `是否想输入：npx hougu ${meant}` }
        : { en: "npx hougu --help lists the commands", zh: "npx hougu --help 列出全部命令" },
    },
  );
}

function read(
  args: readonly string[],
  specs: readonly OptionSpec[],
  command: Command,
): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        specs.map(({ name, type, short, default: value }) => [
          name,
          { type, ...(short && { short }), ...(value !== undefined && { default: value }) },
        ]),
      ),
    });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    // parseArgs names the culprit between quotes: "Unknown option '--stak'", "Option '-s, --stack <value>' argument missing".
    const message = error instanceof Error ? error.message : String(error);
    const culprit = /'(?:-\w, )?(-[^' ]+)/.exec(message)?.[1] ?? "";
    if ((error as { code?: string }).code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      throw unknownOption(culprit, specs, {
        en: `npx hougu ${command.name} --help lists the options`,
        zh: `npx hougu ${command.name} --help 列出全部选项`,
      });
    }
    const spec = specs.find(({ name, short }) => culprit === `--${name}` || culprit === `-${short}`);
    const expected = spec?.type === "string" ? `${culprit} <${spec.placeholder}>` : culprit;
    throw new Failure(
      "usage",
      spec?.type === "string"
        ? { en: `option ${culprit} needs a value`, zh: `选项 ${culprit} 需要一个值` }
        : { en: `option ${culprit} takes no value`, zh: `选项 ${culprit} 不接受值` },
      { hint: { en: `write: ${expected}`, zh: `应写作：${expected}` } },
    );
  }
}

function unknownOption(option: string, specs: readonly OptionSpec[], otherwise: Localized): Failure {
  const meant = nearest(
    option.replace(/^-+/, ""),
    specs.map((spec) => spec.name),
  );
  return new Failure(
    "usage",
    { en: `unknown option '${option}'`, zh: `未知选项“${option}”` },
    { hint: meant ? { en: `did you mean: --${meant}`, zh: `是否想输入：--${meant}` } : otherwise },
  );
}

/** An option where the command should be. */
function misplaced(option: string): Failure {
  return new Failure(
    "usage",
    { en: `the command comes before '${option}'`, zh: `命令须写在“${option}”之前` },
    { hint: { en: `npx hougu <command> ${option}`, zh: `npx hougu <命令> ${option}` } },
  );
}

function checkChoice(spec: OptionSpec, value: string | boolean | undefined): void {
  if (spec.choices === undefined || typeof value !== "string" || spec.choices.includes(value)) return;
  const [first] = spec.choices;
  const expected = spec.choices.join(", ");
  throw new Failure(
    "usage",
    {
      en: `option --${spec.name}: expected one of ${expected}, got '${value}'`,
      zh: `选项 --${spec.name}：应为 ${expected} 之一，实际为“${value}”`,
    },
    { hint: { en: `write, for example: --${spec.name} ${first}`, zh: `例如：--${spec.name} ${first}` } },
  );
}

function checkOperands(operands: readonly string[], command: Command): void {
  const spec = command.operands;
  const allowed = spec ? 1 : 0;
  const surplus = operands[allowed];
  if (surplus !== undefined) {
    throw new Failure(
      "usage",
      { en: `unexpected argument '${surplus}'`, zh: `多余的参数“${surplus}”` },
      { hint: usageOf(command) },
    );
  }
  const [operand] = operands;
  if (operand !== undefined && spec?.choices && !spec.choices.includes(operand)) {
    const expected = spec.choices.join(", ");
    throw new Failure(
      "usage",
      {
        en: `expected one of ${expected}, got '${operand}'`,
        zh: `应为 ${expected} 之一，实际为“${operand}”`,
      },
      { hint: usageOf(command) },
    );
  }
}

function usageOf({ examples: [{ line }] }: Command): Localized {
  return { en: `usage: ${line}`, zh: `用法：${line}` };
}

/** Pulumi's own rule for stack names, with an optional organization: `org/name`. It becomes part of a file name. */
function checkStack(name: string): string {
  if (
    /^(?:[A-Za-z0-9_.-]{1,100}\/){0,2}[A-Za-z0-9_.-]{1,100}$/.test(name) &&
    !/(^|\/)\.{1,2}(\/|$)/.test(name)
  )
    return name;
  throw new Failure(
    "usage",
    {
      en: `option --stack: expected letters, digits, '.', '_' and '-', got '${name}'`,
      zh: `选项 --stack：只能含字母、数字、“.”、“_”和“-”，实际为“${name}”`,
    },
    { hint: { en: "write, for example: --stack dev", zh: "例如：--stack dev" } },
  );
}
