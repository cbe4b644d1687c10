import { changedOf, countsOf } from "../progress/update-state.ts";
import { type OpenStack, openStack } from "../stack/open-stack.ts";
import type { Command, CommandContext } from "./command.ts";
import { agreed, declined, requireConsentWay } from "./consent.ts";
import { printPlanned } from "./preview.ts";
import { expectedOf, recoverFirst } from "./recover-first.ts";
import { previewRecorded, printSummary, runDocument, runRecorded } from "./run-recorded.ts";

export const upCommand: Command = {
  name: "up",
  summary: { en: "Create or update the environment.", zh: "创建或更新环境。" },
  description: {
    en: "Brings the environment to what the configuration says. First puts right what an interrupted run left. Then previews, so that a policy stops it before anything is made; in a terminal it shows what would change and asks, with --yes it goes on at once. Ends with the endpoints, what changed, the policy result, the time and the path of an HTML report. A second run changes nothing.",
    zh: "使环境与配置一致。首先自动恢复上次被中断的操作；随后先预览，使策略在创建任何资源之前就能阻止；在终端中展示变更并询问，使用 --yes 则直接继续。结束时给出访问入口、变更数量、策略结果、用时和 HTML 报告路径。再次运行不会产生变更。",
  },
  options: [
    {
      name: "skip-preview",
      type: "boolean",
      summary: {
        en: "Don't preview first. A policy may then stop it half-way.",
        zh: "不先预览；此时策略可能在中途阻止操作。",
      },
    },
  ],
  examples: [
    {
      line: "npx hougu up --stack dev --sandbox --yes",
      summary: { en: "The whole dev environment on the sandbox.", zh: "在沙箱中部署整个 dev 环境。" },
    },
    {
      line: "npx hougu up --stack prod",
      summary: {
        en: "prod on the real account: show the changes, ask, update.",
        zh: "在真实账号上更新 prod：先展示变更，确认后执行。",
      },
    },
  ],
  run: async (context) => {
    requireConsentWay(context, "up");
    const open = await openStack(context);
    const { exported, recovery } = await recoverFirst(open, context);
    const skips = context.invocation.yes && context.invocation.flags["skip-preview"] === true;
    const planned = skips ? expectedOf(exported) : await agreedPlan(open, context);
    if (planned === "declined") return declined(context);
    const run = await runRecorded(open, context, "up", planned);
    printSummary(context, "up", run);
    return { document: { ...runDocument(open, run), ...(recovery && { recovery }) } };
  },
};

/** Shows what would change and asks, where there is something to ask. @returns resources to expect, for the bar */
async function agreedPlan(open: OpenStack, context: CommandContext): Promise<number | "declined"> {
  const state = await previewRecorded(open, context);
  // Who doesn't want to be asked sees each change when it happens.
  if (!context.invocation.yes) printPlanned(context, state);
  const counts = countsOf(state);
  const changed = changedOf(counts);
  const { stack } = open.target;
  // Outputs may differ even then: nothing to consent to, and still something to do.
  if (changed > 0) {
    const question = {
      en: `Change ${changed} resource${changed === 1 ? "" : "s"} of ${stack}?`,
      zh: `将变更 ${stack} 的 ${changed} 项资源。`,
    };
    if (!(await agreed(context, question))) return "declined";
  }
  return changed + counts.same;
}
