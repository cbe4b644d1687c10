import { flushCompileCache } from "node:module";
import type * as judging from "../../budget/over-budget.ts";
import { defineRule, type Finding } from "../../rule.ts";

let judge: typeof judging | undefined;

export const monthlyBudget = defineRule({
  id: "monthly-budget",
  severity: "medium",
  level: "mandatory",
  title: {
    en: "A month stays within the environment's budget",
    zh: "每月成本不得超出环境预算",
  },
  rationale: {
    en: "A budget that only an invoice checks is checked a month too late. What a change costs is known before it is made: every resource is priced with the catalogue in cost/ and the usage in cost/usage, and what a month is expected to come to is held against hougu:budget.monthlyCny. What has no price isn't in the sum: `npx hougu cost` names it.",
    zh: "只靠账单核对预算，会晚一个月才发现问题。变更的花费在变更之前就能算出：用 cost/ 中的价格目录和 cost/usage 中的用量为每个资源计价，再把预计的月度合计与 hougu:budget.monthlyCny 比较。没有价格的资源不计入合计，可用 `npx hougu cost` 查看。",
  },
  remediation: {
    en: "Smaller or fewer machines for the largest causes, a subscription for what runs all day (`npx hougu cost --html` shows the break-even), or a larger hougu:budget.monthlyCny, which its owners review.",
    zh: "针对最大的几项缩小规格或减少数量，对全天运行的资源改用包年包月（`npx hougu cost --html` 给出盈亏平衡点），或调高 hougu:budget.monthlyCny 并经负责人评审。",
  },
  sources: [
    {
      document: "FinOps Framework (FinOps Foundation, 2025)",
      clause: "Capability: Budgeting",
      topic: "Spending is compared with a budget before and while it happens",
    },
  ],
  settings: {
    monthlyCny: {
      schema: { type: "number", minimum: 0 },
      // The stack's own configuration has the figure; a stack that isn't ours has none that it could break.
      default: 0 as number,
      meaning: {
        en: "Budget of a month in yuan, from `hougu:budget.monthlyCny`; 0 is none",
        zh: "每月预算（元），取自 `hougu:budget.monthlyCny`；0 表示没有",
      },
    },
    region: {
      schema: { type: "string" },
      default: "cn-hangzhou" as string,
      meaning: {
        en: "Region whose prices hold, from `hougu:region`",
        zh: "价格所属地域，取自 `hougu:region`",
      },
    },
    environment: {
      schema: { type: "string" },
      default: "prod" as string,
      meaning: {
        en: "Environment whose usage file holds, from `hougu:environment`",
        zh: "用量文件所属环境，取自 `hougu:environment`",
      },
    },
  },
  // A preview's other rules are quick: prices and decimal arithmetic load when this one is asked, at the end of a run.
  prepare: async () => {
    judge = await import("../../budget/over-budget.ts");
    // The engine ends the pack soon, by a signal: what has been compiled would be compiled again in each run.
    flushCompileCache();
  },
  stack: function* (resources, settings): Iterable<Finding> {
    if (settings.monthlyCny === 0) return;
    if (judge === undefined) throw new Error("monthly-budget is not prepared");
    yield* judge.overBudget(resources, settings);
  },
});
