import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { EXIT, type ExitCode, Failure } from "../cli/failure.ts";
import { documentOf } from "../review/document.ts";
import { renderHtml } from "../review/html.ts";
import { renderMarkdown } from "../review/markdown.ts";
import type { Review } from "../review/model.ts";
import { RISK_KINDS, type RiskKind } from "../review/risks.ts";
import { runReview } from "../review/run.ts";
import { sarifOf } from "../review/sarif.ts";
import type { Command, CommandContext } from "./command.ts";

export const reviewCommand: Command = {
  name: "review",
  summary: {
    en: "Say what a pull request would do, and what is dangerous about it.",
    zh: "说明合并请求将带来的变更及其风险。",
  },
  description: {
    en: "Previews the base and the working tree against the same state, and writes what the difference does: a comment for the pull request (comment.md), a page (review.html), JSON, and SARIF when asked. Exposure, loss of data, outage and a higher bill come first. With --snapshot nothing secret and no account is needed. Exit code 3 when a mandatory policy, or a severe risk that nobody has accepted, stops it; 1 when a preview failed.",
    zh: "以同一状态分别预览基线与工作区，并写出差异带来的影响：合并请求评论（comment.md）、网页（review.html）、JSON，以及按需生成的 SARIF。暴露、数据丢失、中断与费用上涨排在最前。使用 --snapshot 时不需要任何机密或账号。被强制策略或未接受的严重风险阻止时退出码为 3；预览失败时为 1。",
  },
  options: [
    {
      name: "base",
      type: "string",
      placeholder: "ref",
      default: "origin/main",
      summary: { en: "What the pull request goes into.", zh: "合并请求的目标分支或提交。" },
    },
    {
      name: "snapshot",
      type: "string",
      placeholder: "file",
      summary: {
        en: "Review against a redacted state, on the sandbox, without credentials.",
        zh: "基于脱敏状态在沙箱中评审，无需任何凭证。",
      },
    },
    {
      name: "out",
      type: "string",
      placeholder: "folder",
      summary: {
        en: "Where to write; otherwise reviews/<stack> in HOUGU_HOME.",
        zh: "输出目录；缺省为 HOUGU_HOME 下的 reviews/<stack>。",
      },
    },
    {
      name: "sarif",
      type: "boolean",
      summary: { en: "Write review.sarif as well.", zh: "同时写出 review.sarif。" },
    },
    {
      name: "accept",
      type: "string",
      placeholder: "risks",
      summary: {
        en: `Severe risks that a person has accepted, with commas: ${RISK_KINDS.join(", ")}.`,
        zh: `已由负责人接受的严重风险，以逗号分隔：${RISK_KINDS.join(", ")}。`,
      },
    },
  ],
  examples: [
    {
      line: "npx hougu review --base origin/main --stack prod",
      summary: { en: "What would this branch do to prod?", zh: "该分支会对 prod 做什么？" },
    },
    {
      line: "npx hougu review --base origin/main --stack prod --snapshot prod.snapshot.json --sarif",
      summary: {
        en: "The same for a stranger's pull request, without a secret.",
        zh: "评审外部合并请求，不接触任何机密。",
      },
    },
    {
      line: "npx hougu review --base HEAD --stack dev --sandbox",
      summary: { en: "What do my edits do, before I commit them?", zh: "提交之前，查看本地修改的影响。" },
    },
  ],
  run: async (context) => {
    const { invocation, terminal } = context;
    const { flags, lang } = invocation;
    const accepted = acceptedOf(flags.accept);
    const snapshot = typeof flags.snapshot === "string" ? { snapshot: path.resolve(flags.snapshot) } : {};
    const folder =
      typeof flags.out === "string"
        ? path.resolve(flags.out)
        : path.join(context.home, "reviews", path.basename(invocation.stack));
    const { review, cause } = await runReview(context, { base: String(flags.base), accepted, ...snapshot });
    const files = await write(folder, review, context);
    terminal.print("", renderMarkdown(review, lang), `${terminal.style.accent(files.comment)}`);
    return { document: { ...documentOf(review, lang), files }, exitCode: exitCodeOf(review, cause) };
  },
};

/** Every verdict but the harmless two is an error to a pipeline. */
function exitCodeOf({ verdict }: Review, cause: Failure | undefined): ExitCode {
  switch (verdict) {
    case "stopped":
      return EXIT.policy;
    case "failed":
    case "incomplete":
      return cause === undefined || cause.exitCode === EXIT.done ? EXIT.failed : cause.exitCode;
    case "attention":
    case "clear":
      return EXIT.done;
  }
}

function acceptedOf(flag: string | boolean | undefined): readonly RiskKind[] {
  const words = typeof flag === "string" ? flag.split(",").map((word) => word.trim()) : [];
  return words
    .filter((word) => word !== "")
    .map((word) => {
      const kind = RISK_KINDS.find((one) => one === word);
      if (kind !== undefined) return kind;
      const known = RISK_KINDS.join(", ");
      throw new Failure(
        "usage",
        {
          en: `option --accept: expected ${known}, got '${word}'`,
          zh: `选项 --accept：应为 ${known}，实际为“${word}”`,
        },
        {
          hint: {
            en: `write, for example: --accept ${RISK_KINDS[0]}`,
            zh: `例如：--accept ${RISK_KINDS[0]}`,
          },
        },
      );
    });
}

/** Absolute paths of what was written. */
type Files = Readonly<Record<string, string>> & { readonly comment: string };

async function write(folder: string, review: Review, { invocation }: CommandContext): Promise<Files> {
  const { lang, flags } = invocation;
  const contents: Readonly<Record<string, readonly [file: string, text: string]>> = {
    comment: ["comment.md", renderMarkdown(review, lang)],
    page: ["review.html", renderHtml(review, lang)],
    json: ["review.json", `${JSON.stringify(documentOf(review, lang), null, 2)}\n`],
    ...(flags.sarif === true && {
      sarif: ["review.sarif", `${JSON.stringify(sarifOf(review, lang), null, 2)}\n`] as const,
    }),
  };
  await mkdir(folder, { recursive: true });
  const files = { comment: "" } as Record<string, string> & { comment: string };
  for (const [name, [file, text]] of Object.entries(contents)) {
    const target = path.join(folder, file);
    await writeFile(target, text);
    files[name] = target;
  }
  return files;
}
