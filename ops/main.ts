import path from "node:path";
import type { Lang } from "../components/locale/localized.ts";
import { EXIT, type ExitCode, type Failure, toFailure } from "./cli/failure.ts";
import { helpOf, helpOfAll } from "./cli/help.ts";
import { languageOf, parse } from "./cli/parse.ts";
import { type Terminal, terminalOf } from "./cli/terminal.ts";
import { COMMANDS } from "./commands/table.ts";
import packageJson from "./package.json" with { type: "json" };

const PROJECT_ROOT = path.resolve(import.meta.dirname, "..");

interface Process {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Runs one command line and returns the exit code. With `--json` exactly one JSON document goes to standard
 * output, whether the command succeeds or not.
 */
export async function main(argv: readonly string[], process: Process): Promise<ExitCode> {
  const json = argv.includes("--json");
  const lang = languageOf(argv, process.env);
  const terminal = terminalOf(process, process.env, json);
  try {
    const parsed = parse(argv, COMMANDS, process.env);
    if (parsed.kind === "version") {
      process.stdout.write(
        json ? `${JSON.stringify({ version: packageJson.version })}\n` : `${packageJson.version}\n`,
      );
      return EXIT.done;
    }
    if (parsed.kind === "help") {
      const lines = parsed.command
        ? helpOf(parsed.command, parsed.lang, terminal.style, terminal.columns())
        : helpOfAll(COMMANDS, parsed.lang, terminal.style, terminal.columns());
      if (json) process.stdout.write(`${JSON.stringify({ help: lines.join("\n") })}\n`);
      else terminal.print(...lines);
      return EXIT.done;
    }
    const result = await parsed.command.run({
      invocation: parsed.invocation,
      terminal,
      env: process.env,
      projectRoot: PROJECT_ROOT,
      home: path.resolve(process.env.HOUGU_HOME || path.join(PROJECT_ROOT, ".hougu")),
    });
    if (json) process.stdout.write(`${JSON.stringify(result.document, null, 2)}\n`);
    return result.exitCode ?? EXIT.done;
  } catch (thrown) {
    const failure = toFailure(thrown);
    printFailure(failure, lang, terminal, process);
    if (json) process.stdout.write(`${JSON.stringify(failure.toDocument(lang), null, 2)}\n`);
    return failure.exitCode;
  }
}

function printFailure(failure: Failure, lang: Lang, terminal: Terminal, process: Process): void {
  const { style } = terminal;
  const { hint, problems = [], resources = [] } = failure.details;
  const lines = [`${style.bad(lang === "zh" ? "错误" : "error")}: ${failure.text[lang]}`];
  for (const problem of problems)
    lines.push(`  ${style.bad("•")} ${problem[lang].replaceAll("\n", "\n    ")}`);
  for (const { name, type, operation, cloudCode, message } of resources) {
    lines.push(`  ${style.bad("✗")} ${style.strong(name)} ${style.faint(`${type} · ${operation}`)}`);
    lines.push(
      `    ${cloudCode ? `${style.bad(cloudCode)} ` : ""}${message.trim().replaceAll("\n", "\n    ")}`,
    );
  }
  lines.push(`  ${style.accent("→")} ${hint[lang]}`);
  if (failure.code === "internal" && failure.details.cause instanceof Error) {
    lines.push(style.faint(failure.details.cause.stack ?? ""));
  }
  for (const line of lines) process.stderr.write(`${line}\n`);
}
