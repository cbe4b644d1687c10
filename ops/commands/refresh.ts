import { renderChanges } from "../progress/summary.ts";
import { WORDS } from "../progress/words.ts";
import { openStack } from "../stack/open-stack.ts";
import type { Command } from "./command.ts";
import { expectedOf, recoverFirst } from "./recover-first.ts";
import { printSummary, runDocument, runRecorded } from "./run-recorded.ts";

export const refreshCommand: Command = {
  name: "refresh",
  summary: {
    en: "Find what somebody changed outside, and take it into the state.",
    zh: "查找在外部被手工修改的资源，并更新状态。",
  },
  description: {
    en: "Asks the cloud about every resource, shows which were changed or removed by hand, and updates the state to what exists. Changes nothing in the cloud: `preview` then shows what `up` would put back.",
    zh: "逐项向云端核实资源，列出被手工修改或删除的部分，并将状态更新为实际情况。不改动云端资源：之后用 preview 可查看 up 将恢复的内容。",
  },
  options: [],
  examples: [
    {
      line: "npx hougu refresh --stack dev --sandbox",
      summary: { en: "What changed in dev by hand?", zh: "dev 中有哪些资源被手工修改？" },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    const open = await openStack(context);
    const { exported, recovery } = await recoverFirst(open, context);
    const run = await runRecorded(open, context, "refresh", expectedOf(exported));
    const drift = renderChanges(run.state, invocation.lang, terminal.style);
    terminal.print(
      "",
      terminal.style.strong(WORDS.drift[invocation.lang]),
      ...(drift.length > 0 ? drift : [`  ${WORDS.none[invocation.lang]}`]),
    );
    printSummary(context, "refresh", run);
    return { document: { ...runDocument(open, run), ...(recovery && { recovery }) } };
  },
};
