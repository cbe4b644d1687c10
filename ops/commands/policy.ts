import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "../../components/config/environment.ts";
import { EXIT, Failure } from "../cli/failure.ts";
import type { Judged } from "../policy/findings.ts";
import { policyLines } from "../progress/summary.ts";
import { policyResults, sarifLog } from "../review/sarif-log.ts";
import { readConfiguration } from "../stack/configuration.ts";
import { type ExportedResource, exportWithSecrets } from "../stack/deployment.ts";
import { policyDocument } from "../stack/document.ts";
import { openStack } from "../stack/open-stack.ts";
import { targetOf } from "../stack/target.ts";
import type { Command, CommandContext } from "./command.ts";

export const policyCommand: Command = {
  name: "policy",
  summary: {
    en: "Judge what exists by the policies, without a preview; change nothing.",
    zh: "按策略检查现有资源，无需预览；不改动任何内容。",
  },
  description: {
    en: "Reads the state and judges every resource and the stack as a whole by the rules of policy/, at the levels and with the exemptions of the environment. Neither the program runs nor is the cloud asked: `drift` says whether the state is true. With --state a file is judged, and neither an engine nor a credential is needed; what is encrypted in it is named as not judged. Exit code 3 when a mandatory rule is broken.",
    zh: "读取状态，按 policy/ 中的规则以及该环境的级别与豁免，检查每项资源与整个环境。既不运行程序，也不访问云端：状态是否属实由 drift 检查。使用 --state 时检查文件，不需要引擎或凭证；其中加密的内容会列为未检查。违反强制规则时退出码为 3。",
  },
  options: [
    {
      name: "state",
      type: "string",
      placeholder: "file",
      summary: {
        en: "Judge this file, from `pulumi stack export` or `hougu snapshot`.",
        zh: "检查该文件（由 pulumi stack export 或 hougu snapshot 写出）。",
      },
    },
    {
      name: "sarif",
      type: "string",
      placeholder: "file",
      summary: { en: "Write the findings as SARIF as well.", zh: "同时以 SARIF 格式写出检查结果。" },
    },
  ],
  examples: [
    {
      line: "npx hougu policy --stack prod --json",
      summary: { en: "On a schedule: does prod keep the rules?", zh: "定时运行：prod 是否符合规则？" },
    },
    {
      line: "npx hougu policy --stack prod --state prod.json --sarif policy.sarif",
      summary: { en: "A state in a file, for a code host.", zh: "检查文件中的状态，供代码托管平台展示。" },
    },
  ],
  run: async (context) => {
    const { invocation, terminal } = context;
    const { flags, lang } = invocation;
    const { environment, resources } = await subjectOf(context);
    const judged = await judge(resources, environment, context);
    const { findings, notJudged } = judged;
    print(context, resources.length, judged);
    let sarif: string | undefined;
    if (typeof flags.sarif === "string") {
      sarif = path.resolve(flags.sarif);
      const log = sarifLog({
        stack: invocation.stack,
        results: policyResults(findings),
        complete: true,
        descriptionOf: (id) => id.replace(/^policy\//, ""),
        lang,
      });
      await mkdir(path.dirname(sarif), { recursive: true });
      await writeFile(sarif, `${JSON.stringify(log, null, 2)}\n`);
      terminal.print("", terminal.style.accent(sarif));
    }
    return {
      document: {
        stack: invocation.stack,
        resources: resources.length,
        policy: policyDocument(findings),
        notJudged,
        ...(sarif !== undefined && { files: { sarif } }),
      },
      exitCode: findings.some(({ level }) => level === "mandatory") ? EXIT.policy : EXIT.done,
    };
  },
};

interface Subject {
  readonly environment: Environment;
  readonly resources: readonly ExportedResource[];
}

async function subjectOf(context: CommandContext): Promise<Subject> {
  const { state } = context.invocation.flags;
  if (typeof state === "string") {
    const { readStateFile } = await import("../policy/state-file.ts");
    // Its secrets are not needed: without them the configuration says all that levels and budget need.
    const environment = readConfiguration({ ...targetOf(context), sandbox: true });
    return { environment, resources: await readStateFile(path.resolve(state)) };
  }
  const open = await openStack(context);
  // Rules read passwords and user data; they stay in memory, and no message shows them.
  const { deployment } = await exportWithSecrets(open);
  return { environment: open.environment, resources: deployment.resources ?? [] };
}

async function judge(
  resources: readonly ExportedResource[],
  { tier, region, budget }: Environment,
  { invocation: { lang } }: CommandContext,
): Promise<Judged> {
  // The rules and the price catalogue are loaded by those who ask for them: --help needs neither.
  const { judgeState } = await import("../../policy/state/judge.ts");
  const { BadExemptions } = await import("../../policy/exemptions/parse.ts");
  const { judgedOf } = await import("../policy/findings.ts");
  try {
    return judgedOf(
      await judgeState(resources, {
        environment: tier,
        budget: { monthlyCny: budget.monthlyCny, region, environment: tier },
        lang,
        now: Date.now(),
      }),
    );
  } catch (error) {
    if (!(error instanceof BadExemptions)) throw error;
    throw new Failure(
      "configuration",
      { en: "the exemptions can't be honoured", zh: "豁免无效" },
      {
        problems: error.problems,
        hint: {
          en: `mend policy/exemptions/${tier}.json; docs/policies.md shows what an exemption looks like`,
          zh: `修改 policy/exemptions/${tier}.json；格式见 docs/policies.md`,
        },
        cause: error,
      },
    );
  }
}

function print(
  { terminal, invocation: { lang, stack } }: CommandContext,
  resources: number,
  { findings, notJudged }: Judged,
): void {
  const { style } = terminal;
  const count = {
    en: `${resources} resources of ${stack} judged`,
    zh: `已检查 ${stack} 的 ${resources} 项资源`,
  };
  terminal.print(
    "",
    style.strong(count[lang]),
    ...policyLines(findings, lang, style).map((line) => `  ${line}`),
  );
  if (notJudged.length === 0) return;
  const hidden = {
    en: `${notJudged.length} checks need what is encrypted in the file: judge the stack itself`,
    zh: `${notJudged.length} 项检查需要文件中加密的内容：请直接检查该环境`,
  };
  terminal.print(`  ${style.warn(hidden[lang])}`);
}
