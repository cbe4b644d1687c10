import { nearest } from "../../components/config/nearest.ts";
import { lineOf } from "../cli/command-line.ts";
import { Failure } from "../cli/failure.ts";
import { type Row, renderRows } from "../cli/rows.ts";
import { exportStack } from "../stack/deployment.ts";
import { openStack } from "../stack/open-stack.ts";
import { outputsOf } from "../stack/outputs.ts";
import type { Command, Invocation } from "./command.ts";

export const outputsCommand: Command = {
  name: "outputs",
  summary: {
    en: "Print what the environment tells: endpoints, addresses.",
    zh: "输出环境信息：访问入口、地址。",
  },
  description: {
    en: "Prints the stack's outputs, or one of them by its name, as `pulumi stack output` does. Secrets are shown as [secret], always.",
    zh: "输出环境的全部 output，或按名称输出其中一项，与 pulumi stack output 相同。机密一律显示为 [secret]。",
  },
  options: [],
  operands: { placeholder: "name", summary: { en: "Only this output.", zh: "只输出这一项。" } },
  examples: [
    {
      line: "npx hougu outputs --stack dev --sandbox",
      summary: { en: "All of dev's outputs.", zh: "dev 的全部 output。" },
    },
    {
      line: "npx hougu outputs endpoints --stack dev --sandbox --json",
      summary: { en: "One of them, for a program.", zh: "其中一项，供程序读取。" },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    const open = await openStack(context);
    const outputs = outputsOf(await exportStack(open));
    const [name] = invocation.operands;
    const { stack } = open.target;
    if (name !== undefined) {
      if (!Object.hasOwn(outputs, name)) throw unknownOutput(name, Object.keys(outputs), invocation);
      terminal.print(...textOf(outputs[name]));
      return { document: { stack, name, value: outputs[name] } };
    }
    const rows: Row[] = Object.entries(outputs).map(([key, value]) => [key, textOf(value)]);
    const empty =
      invocation.lang === "zh" ? "没有任何 output：环境未部署。" : "No outputs: the environment is down.";
    terminal.print(...(rows.length > 0 ? renderRows(rows, terminal.style) : [empty]));
    return { document: { stack, outputs } };
  },
};

function textOf(value: unknown): string[] {
  return (typeof value === "string" ? value : JSON.stringify(value, null, 2)).split("\n");
}

function unknownOutput(name: string, names: readonly string[], invocation: Invocation): Failure {
  const meant = nearest(name, names);
  const line = lineOf(invocation, "outputs");
  return new Failure(
    "usage",
    { en: `there is no output '${name}'`, zh: `没有名为“${name}”的 output` },
    {
      hint: meant
        ? { en: `did you mean: ${meant}`, zh: `是否想输入：${meant}` }
        : { en: `${line} lists them`, zh: `${line} 列出全部` },
    },
  );
}
