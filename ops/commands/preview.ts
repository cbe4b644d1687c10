import { Failure } from "../cli/failure.ts";
import { renderChanges, renderCounts, renderSummary } from "../progress/summary.ts";
import { countsOf, type UpdateState } from "../progress/update-state.ts";
import { WORDS } from "../progress/words.ts";
import { type ExportedStack, exportStack } from "../stack/deployment.ts";
import { documentOf } from "../stack/document.ts";
import { openStack } from "../stack/open-stack.ts";
import { runOperation } from "../stack/operation.ts";
import { outputsOf } from "../stack/outputs.ts";
import type { Command, CommandContext } from "./command.ts";
import { expectedOf } from "./recover-first.ts";

/** What would change: how much, and a line per resource. */
export function printPlanned({ terminal, invocation }: CommandContext, state: UpdateState): void {
  const { lang } = invocation;
  const { style } = terminal;
  const counts = renderCounts(countsOf(state), lang, style);
  terminal.print("", `${style.strong(WORDS.planned[lang])}  ${counts}`, ...renderChanges(state, lang, style));
}

export const previewCommand: Command = {
  name: "preview",
  summary: {
    en: "Show what `up` would change, and what the policies say; change nothing.",
    zh: "显示 up 将做的变更以及策略检查结果；不改动任何资源。",
  },
  description: {
    en: "Compares the program with the state and runs every policy. Changes nothing, neither in the cloud nor in the state. Exit code 3 when a mandatory policy would stop the update.",
    zh: "对比程序与状态并执行全部策略。云端和状态都不会被改动。若有强制策略会阻止更新，退出码为 3。",
  },
  options: [],
  examples: [
    {
      line: "npx hougu preview --stack dev --sandbox",
      summary: { en: "What would change in dev, on the sandbox.", zh: "查看沙箱中 dev 将发生的变更。" },
    },
    {
      line: "npx hougu preview --stack prod --json",
      summary: { en: "For a pipeline: one JSON document.", zh: "用于流水线：输出一份 JSON 文档。" },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    const open = await openStack(context);
    const exported = await exportStack(open);
    warnOfPending(context, exported);
    const outputs = outputsOf(exported);
    const expected = expectedOf(exported);
    const options = { terminal, lang: invocation.lang, ...(expected !== undefined && { expected }) };
    let state: UpdateState;
    try {
      state = await runOperation(open, "preview", options);
    } catch (error) {
      throw error instanceof Failure ? error.with({ outputs }) : error;
    }
    printPlanned(context, state);
    const document = { stack: open.target.stack, ...documentOf(state), outputs };
    // Endpoints would be those of before: only `up` shows them.
    const summary = {
      counts: countsOf(state),
      policies: state.policies,
      durationMs: document.durationMs,
      endpoints: [],
    };
    terminal.print("", ...renderSummary(summary, invocation.lang, terminal.style));
    return { document };
  },
};

/** A preview writes nothing, so it can't recover; but what it shows may be wrong until somebody does. */
function warnOfPending({ terminal, invocation }: CommandContext, { deployment }: ExportedStack): void {
  const pending = deployment.pending_operations?.length ?? 0;
  if (pending === 0) return;
  const text =
    invocation.lang === "zh"
      ? `上一次操作被中断，有 ${pending} 个未完成的步骤；up 会自动恢复，在此之前预览可能不准确`
      : `an operation was interrupted, ${pending} pending; the next up recovers by itself, until then this preview may be wrong`;
  terminal.print(`${terminal.style.warn("!")} ${text}`);
}
