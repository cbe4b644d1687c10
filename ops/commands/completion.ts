import { completionScript, SHELLS } from "../cli/completion.ts";
import { Failure } from "../cli/failure.ts";
import type { Command } from "./command.ts";

export const completionCommand: Command = {
  name: "completion",
  summary: { en: "Print a completion script for the shell.", zh: "输出命令行补全脚本。" },
  description: {
    en: "Prints a script that completes commands, options and stack names in bash, zsh or fish.",
    zh: "输出 bash、zsh 或 fish 的补全脚本，可补全命令、选项和环境名称。",
  },
  options: [],
  operands: {
    placeholder: SHELLS.join("|"),
    choices: SHELLS,
    summary: { en: "The shell.", zh: "所用的 shell。" },
  },
  examples: [
    {
      line: 'eval "$(npx hougu completion bash)"',
      summary: { en: "Complete in this shell.", zh: "在当前 shell 中启用补全。" },
    },
  ],
  run: async ({ invocation, terminal }) => {
    const shell = SHELLS.find((name) => name === invocation.operands[0]);
    if (shell === undefined) {
      const [{ line }] = completionCommand.examples;
      throw new Failure(
        "usage",
        { en: `name the shell: ${SHELLS.join(", ")}`, zh: `请指明 shell：${SHELLS.join("、")}` },
        { hint: { en: line, zh: line } },
      );
    }
    // The table imports this command: import it only when asked.
    const { COMMANDS } = await import("./table.ts");
    const script = completionScript(shell, COMMANDS);
    if (!invocation.json) terminal.write(script);
    return { document: { shell, script } };
  },
};
