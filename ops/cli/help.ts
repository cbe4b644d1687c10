import type { Lang, Localized } from "../../components/locale/localized.ts";
import { COMMON_OPTIONS, type Command, type OptionSpec } from "../commands/command.ts";
import type { Style } from "./style.ts";
import { padEnd, widthOf, wrap } from "./width.ts";

const TITLE: Localized = {
  en: "hougu: one program runs 后古艺术家 and 美食之家 on Alibaba Cloud and vSphere",
  zh: "hougu：一个程序管理后古艺术家与美食之家在阿里云和 vSphere 上的全部基础设施",
};
const HEADINGS = {
  usage: { en: "Usage", zh: "用法" },
  commands: { en: "Commands", zh: "命令" },
  options: { en: "Options", zh: "选项" },
  common: { en: "Options of every command", zh: "通用选项" },
  examples: { en: "Examples", zh: "示例" },
  exitCodes: { en: "Exit codes", zh: "退出码" },
} satisfies Record<string, Localized>;

const EXIT_CODES: readonly (readonly [string, Localized])[] = [
  ["0", { en: "done", zh: "完成" }],
  ["1", { en: "failed: the engine or the cloud refused", zh: "失败：引擎或云端拒绝" }],
  ["2", { en: "wrong usage or configuration; nothing was touched", zh: "用法或配置有误；没有改动任何资源" }],
  ["3", { en: "stopped by a mandatory policy, or by a review", zh: "被强制策略或评审阻止" }],
  ["4", { en: "drift: somebody changed something outside", zh: "存在漂移：资源在外部被修改" }],
];

/** Lines longer than this are hard to read, however wide the window. */
const READABLE_COLUMNS = 100;

/** `hougu --help`: every command with its first example. */
export function helpOfAll(commands: readonly Command[], lang: Lang, style: Style, columns: number): string[] {
  const width = Math.min(columns, READABLE_COLUMNS);
  const nameWidth = Math.max(...commands.map((command) => command.name.length)) + 2;
  const lines = [
    ...wrap(TITLE[lang], width).map(style.strong),
    "",
    heading("usage", lang, style),
    "  hougu <command> [options]",
    "",
  ];
  lines.push(heading("commands", lang, style));
  for (const command of commands) {
    lines.push(...definition(style.accent(command.name), nameWidth, command.summary[lang], width));
    lines.push(`  ${" ".repeat(nameWidth)}${style.faint(`$ ${command.examples[0].line}`)}`);
  }
  lines.push("", heading("common", lang, style), ...options(COMMON_OPTIONS, lang, style, width));
  lines.push("", heading("exitCodes", lang, style));
  for (const [code, meaning] of EXIT_CODES) lines.push(`  ${style.accent(code)}  ${meaning[lang]}`);
  return lines;
}

/** `hougu <command> --help`. */
export function helpOf(command: Command, lang: Lang, style: Style, columns: number): string[] {
  const width = Math.min(columns, READABLE_COLUMNS);
  const operand = command.operands ? ` [${command.operands.placeholder}]` : "";
  const lines = [
    ...titled(`hougu ${command.name}`, command.summary[lang], width, style),
    "",
    ...wrap(command.description[lang], width),
    "",
    heading("usage", lang, style),
    `  hougu ${command.name}${operand} [options]`,
  ];
  if (command.operands) lines.push(`  ${command.operands.placeholder}: ${command.operands.summary[lang]}`);
  if (command.options.length > 0) {
    lines.push("", heading("options", lang, style), ...options(command.options, lang, style, width));
  }
  lines.push("", heading("common", lang, style), ...options(COMMON_OPTIONS, lang, style, width));
  lines.push("", heading("examples", lang, style));
  for (const example of command.examples) {
    for (const line of wrap(example.summary[lang], width - 4)) lines.push(`  ${style.faint(`# ${line}`)}`);
    lines.push(`  $ ${example.line}`);
  }
  return lines;
}

/** A title with its text behind it. */
function titled(title: string, text: string, width: number, style: Style): string[] {
  const [first = "", ...rest] = wrap(`${title}  ${text}`, width);
  return [first.replace(title, style.strong(title)), ...rest];
}

function heading(key: keyof typeof HEADINGS, lang: Lang, style: Style): string {
  return style.strong(HEADINGS[key][lang]);
}

function options(specs: readonly OptionSpec[], lang: Lang, style: Style, width: number): string[] {
  const labels = specs.map((spec) => {
    const short = spec.short ? `-${spec.short}, ` : "    ";
    return `${short}--${spec.name}${spec.type === "string" ? ` <${spec.placeholder}>` : ""}`;
  });
  const labelWidth = Math.max(...labels.map(widthOf)) + 2;
  return specs.flatMap((spec, index) => {
    const preset = spec.default === undefined ? "" : ` [${spec.default}]`;
    return definition(style.accent(labels[index] ?? ""), labelWidth, `${spec.summary[lang]}${preset}`, width);
  });
}

/** A term and its explanation, which goes on under itself. */
function definition(term: string, termWidth: number, text: string, width: number): string[] {
  const [first = "", ...rest] = wrap(text, Math.max(30, width - termWidth - 2));
  return [`  ${padEnd(term, termWidth)}${first}`, ...rest.map((line) => `  ${" ".repeat(termWidth)}${line}`)];
}
