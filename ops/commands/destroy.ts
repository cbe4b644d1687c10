import type { Localized } from "../../components/locale/localized.ts";
import { emptyState } from "../progress/update-state.ts";
import { documentOf } from "../stack/document.ts";
import { openStack } from "../stack/open-stack.ts";
import { outputsOf } from "../stack/outputs.ts";
import {
  liftProtection,
  type ProtectedResource,
  protectedFailure,
  protectedIn,
} from "../stack/protection.ts";
import type { Target } from "../stack/target.ts";
import type { Command } from "./command.ts";
import { agreed, declined, requireConsentWay } from "./consent.ts";
import { expectedOf, recoverFirst } from "./recover-first.ts";
import { printSummary, runDocument, runRecorded } from "./run-recorded.ts";

const NOTHING: Localized = {
  en: "Nothing exists: there is nothing to destroy.",
  zh: "没有任何资源，无需销毁。",
};

export const destroyCommand: Command = {
  name: "destroy",
  summary: { en: "Take the whole environment away.", zh: "销毁整个环境。" },
  description: {
    en: "Deletes every resource of the environment; afterwards its state is empty. Asks first unless --yes. Where resources are protected from deletion, as prod's addresses are, it names them and touches nothing; with --unprotect it lifts the protection first, the engine's and the cloud's.",
    zh: "删除环境中的全部资源，之后状态为空。除非使用 --yes，否则先询问确认。若有资源受删除保护（例如 prod 的公网地址），则列出它们且不做任何改动；使用 --unprotect 会先解除引擎与云端的保护。",
  },
  options: [
    {
      name: "unprotect",
      type: "boolean",
      summary: {
        en: "Lift every deletion protection first: the engine's marks and the cloud's own switches.",
        zh: "先解除全部删除保护：引擎的标记与云端自身的开关。",
      },
    },
  ],
  examples: [
    {
      line: "npx hougu destroy --stack dev --sandbox --yes",
      summary: { en: "Take dev on the sandbox away.", zh: "销毁沙箱中的 dev。" },
    },
    {
      line: "npx hougu destroy --stack prod --sandbox --unprotect --yes",
      summary: {
        en: "prod on the sandbox, whose addresses are protected.",
        zh: "销毁沙箱中的 prod，其公网地址受保护。",
      },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    requireConsentWay(context, "destroy");
    const open = await openStack(context);
    const { exported, recovery } = await recoverFirst(open, context);
    const held = protectedIn(exported);
    if (held.length > 0 && invocation.flags.unprotect !== true) throw protectedFailure(held, context);
    const expected = expectedOf(exported);
    if (expected === undefined && (exported.deployment.resources ?? []).length === 0) {
      terminal.print(NOTHING[invocation.lang]);
      const nothing = documentOf(emptyState(Date.now()));
      return { document: { stack: open.target.stack, ...nothing, outputs: outputsOf(exported) } };
    }
    if (!(await agreed(context, questionOf(open.target, expected ?? 0, held)))) return declined(context);
    if (held.length > 0) await liftProtection(open, context, held);
    const run = await runRecorded(open, context, "destroy", expected);
    printSummary(context, "destroy", run);
    return { document: { ...runDocument(open, run), ...(recovery && { recovery }) } };
  },
};

function questionOf(
  { stack, sandbox }: Target,
  count: number,
  held: readonly ProtectedResource[],
): Localized {
  const guarded = held.length;
  return {
    en: `Delete all ${count} resources of ${stack}${sandbox ? " on the sandbox" : ""}${guarded > 0 ? `, ${guarded} of them protected until now` : ""}?`,
    zh: `将删除${sandbox ? "沙箱中 " : " "}${stack} 的全部 ${count} 项资源${guarded > 0 ? `，其中 ${guarded} 项目前受保护` : ""}。`,
  };
}
