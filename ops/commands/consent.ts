import type { Localized } from "../../components/locale/localized.ts";
import { Failure } from "../cli/failure.ts";
import type { CommandContext } from "./command.ts";

/**
 * Fails early when nobody could be asked later: no terminal, and no `--yes`.
 * @throws Failure `usage`
 */
export function requireConsentWay({ invocation, terminal }: CommandContext, command: string): void {
  if (invocation.yes || (terminal.interactive && !invocation.json)) return;
  throw new Failure(
    "usage",
    { en: "nobody can be asked here: there is no terminal", zh: "当前没有终端，无法询问确认" },
    { hint: { en: `hougu ${command} --stack ${invocation.stack} --yes`, zh: `hougu ${command} --stack ${invocation.stack} --yes` } },
  );
}

/** Asks unless `--yes`; only the word itself counts as consent. */
export async function agreed({ invocation, terminal }: CommandContext, question: Localized): Promise<boolean> {
  if (invocation.yes) return true;
  const { lang } = invocation;
  const answer = await terminal.ask(`${question[lang]} ${lang === "zh" ? "输入 yes 继续：" : "Type yes to go on: "}`);
  return answer === "yes";
}
