import type { Lang, Localized } from "../../components/locale/localized.ts";
import type { ExitCode } from "../cli/failure.ts";
import type { Terminal } from "../cli/terminal.ts";

/** A flag of a command. Parsing, help and shell completion derive from it. */
export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  readonly type: "boolean" | "string";
  /** What stands for the value in the help, e.g. `name`. Strings only. */
  readonly placeholder?: string;
  /** The only values that are accepted, where there are such. */
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly summary: Localized;
}

export interface Example {
  readonly line: string;
  readonly summary: Localized;
}

/** The parsed command line: flags that every command knows, and the command's own in `flags`. */
export interface Invocation {
  readonly stack: string;
  readonly sandbox: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly lang: Lang;
  /** Folder of the stack's `Pulumi.<stack>.yaml`; absent for the project's own. */
  readonly configDir?: string;
  /** The command's own options, by name; absent when not given. */
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly operands: readonly string[];
}

export interface CommandContext {
  readonly invocation: Invocation;
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the project: where Pulumi.yaml is. */
  readonly projectRoot: string;
  /** Absolute path of HOUGU_HOME: sandbox and reports. */
  readonly home: string;
}

export interface CommandResult {
  /** The one document of `--json`. */
  readonly document: unknown;
  /** `0` when absent. */
  readonly exitCode?: ExitCode;
}

/**
 * One command, as data. `run` writes for people through `context.terminal` and returns the document for
 * programs; it throws a `Failure` for everything that a person can mend.
 */
export interface Command {
  readonly name: string;
  readonly summary: Localized;
  /** A paragraph for `hougu <command> --help`. */
  readonly description: Localized;
  /** Options beside {@link COMMON_OPTIONS}. */
  readonly options: readonly OptionSpec[];
  readonly operands?: {
    readonly placeholder: string;
    readonly choices?: readonly string[];
    readonly summary: Localized;
  };
  readonly examples: readonly [Example, ...Example[]];
  run(context: CommandContext): Promise<CommandResult>;
}

/** What every command accepts. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  {
    name: "stack",
    short: "s",
    type: "string",
    placeholder: "name",
    default: "dev",
    summary: { en: "The environment, e.g. dev or prod.", zh: "环境名称，例如 dev 或 prod。" },
  },
  {
    name: "sandbox",
    type: "boolean",
    summary: {
      en: "Use the embedded cloud instead of a real account; no credentials needed.",
      zh: "使用内置沙箱云，不连接真实账号，也不需要任何凭证。",
    },
  },
  {
    name: "yes",
    short: "y",
    type: "boolean",
    summary: { en: "Don't ask before changing anything.", zh: "变更之前不再询问确认。" },
  },
  {
    name: "json",
    type: "boolean",
    summary: {
      en: "Write exactly one JSON document to standard output, everything else to standard error.",
      zh: "标准输出只写一份 JSON 文档，其余内容全部写到标准错误。",
    },
  },
  {
    name: "lang",
    type: "string",
    placeholder: "en|zh",
    choices: ["en", "zh"],
    summary: {
      en: "Language; otherwise HOUGU_LANG, LC_ALL, LANG decide.",
      zh: "界面语言；缺省时由 HOUGU_LANG、LC_ALL、LANG 决定。",
    },
  },
  {
    name: "config-dir",
    type: "string",
    placeholder: "folder",
    summary: {
      en: "Folder of Pulumi.<stack>.yaml; otherwise HOUGU_CONFIG_DIR, then the project's.",
      zh: "Pulumi.<stack>.yaml 所在目录；缺省依次为 HOUGU_CONFIG_DIR、项目目录。",
    },
  },
  {
    name: "help",
    short: "h",
    type: "boolean",
    summary: { en: "Show help for the command.", zh: "显示该命令的帮助。" },
  },
];
