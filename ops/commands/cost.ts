import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { exportStack } from "../stack/deployment.ts";
import { openStack } from "../stack/open-stack.ts";
import type { Command } from "./command.ts";

export const costCommand: Command = {
  name: "cost",
  summary: {
    en: "What a month of the environment costs, with its range and its sources.",
    zh: "环境每月成本：范围、构成与价格来源。",
  },
  description: {
    en: "Prices every resource of the state with the catalogue in cost/ and the usage in cost/usage: by product, mini-program, tag and resource, low, expected and high. It says how much rests on assumed prices, how old the oldest price is, and what has no price. Changes nothing.",
    zh: "用 cost/ 中的价格目录和 cost/usage 中的用量，为状态里的每个资源计价：按产品、小程序、标签和资源，给出低、预计、高三档。同时说明有多少依据假定价格、最早的价格是哪天的，以及哪些资源没有价格。不做任何改动。",
  },
  options: [
    {
      name: "html",
      type: "boolean",
      summary: { en: "Write a page with charts and print its path.", zh: "生成带图表的网页并输出其路径。" },
    },
    {
      name: "csv",
      type: "boolean",
      summary: {
        en: "Write FOCUS 1.2 cost records as CSV and print their path.",
        zh: "生成 FOCUS 1.2 格式的 CSV 成本记录并输出其路径。",
      },
    },
    {
      name: "usage",
      type: "string",
      placeholder: "file",
      summary: {
        en: "Usage file; otherwise cost/usage/<environment>.json.",
        zh: "用量文件；缺省为 cost/usage/<环境>.json。",
      },
    },
  ],
  examples: [
    {
      line: "npx hougu cost --stack prod --sandbox",
      summary: { en: "What does prod cost a month?", zh: "prod 每月花多少钱？" },
    },
    {
      line: "npx hougu cost --stack prod --html",
      summary: {
        en: "With charts: where it goes, over the day, break-even.",
        zh: "带图表：去向、日内变化、盈亏平衡。",
      },
    },
    {
      line: "npx hougu cost --stack prod --csv",
      summary: {
        en: "For FinOps tools: records as FOCUS names them.",
        zh: "供 FinOps 工具使用：FOCUS 格式的记录。",
      },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    const { lang, flags } = invocation;
    const open = await openStack(context);
    const exported = await exportStack(open);
    // The catalogue and decimal arithmetic are loaded by those who ask for them: --help needs neither.
    const { estimateStack } = await import("../cost/estimate-stack.ts");
    const { costDocument } = await import("../cost/document.ts");
    const { renderCost } = await import("../cost/terminal.ts");
    const { COST_WORDS } = await import("../cost/words.ts");
    const { target, environment } = open;
    const budget = environment.budget.monthlyCny;
    const found = estimateStack(open, exported, typeof flags.usage === "string" ? flags.usage : undefined);
    const now = new Date();
    terminal.print(...renderCost(target.stack, budget, found, now, lang, terminal.style));
    const files: Record<string, string> = {};
    const write = async (kind: string, suffix: string, content: string) => {
      const file = path.join(target.home, "reports", `${target.name}${suffix}`);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      files[kind] = file;
      terminal.print("", `${COST_WORDS.written[lang]} ${file}`);
    };
    if (flags.html === true) {
      const { renderCostPage } = await import("../cost/page.ts");
      const displayNames = Object.fromEntries(
        environment.miniPrograms.map(({ name, displayName }) => [name, displayName]),
      );
      const model = {
        displayNames,
        stack: target.stack,
        sandbox: target.sandbox,
        budget,
        generatedAt: now,
        ...found,
      };
      await write("html", "-cost.html", renderCostPage(model, lang));
    }
    if (flags.csv === true) {
      const { focusCsv, focusRows } = await import("../../cost/focus/export.ts");
      const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
      await write(
        "csv",
        "-focus.csv",
        focusCsv(focusRows(found.estimate, { billingAccountId: target.stack, month })),
      );
    }
    return {
      document: {
        ...costDocument(target.stack, budget, found),
        ...(Object.keys(files).length > 0 && { files }),
      },
    };
  },
};
