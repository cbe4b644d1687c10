import { PassThrough } from "node:stream";
import { styleOf } from "../../ops/cli/style.ts";
import type { Terminal } from "../../ops/cli/terminal.ts";

interface Terminals {
  readonly stdin?: boolean;
  readonly stdout?: boolean;
  readonly stderr?: boolean;
}

/** What `main` needs of a process, with what was written to it. */
export function fakeProcess(
  env: Readonly<Record<string, string>> = {},
  terminals: Terminals = {},
): {
  readonly process: Parameters<typeof import("../../ops/main.ts").main>[1];
  readonly stdin: PassThrough;
  stdout(): string;
  stderr(): string;
} {
  const stdin = Object.assign(new PassThrough(), { isTTY: terminals.stdin ?? false });
  const [stdout, out] = collected(terminals.stdout ?? false);
  const [stderr, err] = collected(terminals.stderr ?? false);
  return {
    process: { env, stdin, stdout, stderr } as unknown as Parameters<
      typeof import("../../ops/main.ts").main
    >[1],
    stdin,
    stdout: out,
    stderr: err,
  };
}

function collected(isTTY: boolean): [PassThrough, () => string] {
  let text = "";
  const stream = Object.assign(new PassThrough(), { isTTY });
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
  });
  return [stream, () => text];
}

export interface FakeTerminal extends Terminal {
  /** Everything that was written. */
  text(): string;
  readonly questions: readonly string[];
}

/** A terminal without colours; it answers questions in turn, and is interactive when it has answers. */
export function fakeTerminal(
  options: { readonly answers?: readonly string[]; readonly live?: boolean; readonly rows?: number } = {},
): FakeTerminal {
  const answers = [...(options.answers ?? [])];
  const questions: string[] = [];
  let text = "";
  return {
    style: styleOf(false),
    live: options.live ?? false,
    interactive: options.answers !== undefined,
    columns: () => 100,
    rows: () => options.rows ?? 30,
    print: (...lines) => {
      for (const line of lines) text += `${line}\n`;
    },
    write: (piece) => {
      text += piece;
    },
    ask: async (question) => {
      questions.push(question);
      const answer = answers.shift();
      if (answer === undefined) throw new Error(`nobody answers: ${question}`);
      return answer;
    },
    text: () => text,
    questions,
  };
}
