import type { Localized } from "../../components/locale/localized.ts";
import { lineOf } from "../cli/command-line.ts";
import { EXIT, Failure } from "../cli/failure.ts";
import type { CommandContext, CommandResult } from "./command.ts";

/**
 * Fails early when nobody could be asked later: no terminal, and no `--yes`.
 * @throws Failure `usage`
 */
export function requireConsentWay({ invocation, terminal }: CommandContext, command: string): void {
  if (invocation.yes || (terminal.interactive && !invocation.json)) return;
  const line = lineOf(invocation, command, "--yes");
  throw new Failure(
    "usage",
    invocation.json && terminal.interactive
      ? { en: "with --json nobody is asked", zh: "使用 --json 时不会询问确认" }
      : { en: "nobody can be asked here: there is no terminal", zh: "当前没有终端，无法询问确认" },
    { hint: { en: line, zh: line } },
  );
}

/** Asks unless `--yes`; only the word itself counts as consent. */
export async function agreed(
  { invocation, terminal }: CommandContext,
  question: Localized,
): Promise<boolean> {
  if (invocation.yes) return true;
  const { lang } = invocation;
  const answer = await terminal.ask(
    `${question[lang]} ${lang === "zh" ? "输入 yes 继续：" : "Type yes to go on: "}`,
  );
  return answer === "yes";
}

/** The end of a command whose question was not answered with yes: what follows in a shell must not run either. */
export function declined({ invocation, terminal }: CommandContext): CommandResult {
  terminal.print(
    invocation.lang === "zh" ? "已取消，没有改动任何资源。" : "Not confirmed; nothing was changed.",
  );
  return { document: { stack: invocation.stack, declined: true }, exitCode: EXIT.failed };
}
