import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { type Style, styleOf, wantsColour } from "./style.ts";

/** Where a command writes for people. In `--json` that is standard error, so that standard output stays clean. */
export interface Terminal {
  readonly style: Style;
  /** Lines can be overwritten: a terminal that knows cursor movement. */
  readonly live: boolean;
  /** Somebody can answer a question. */
  readonly interactive: boolean;
  columns(): number;
  rows(): number;
  /** Writes lines, each ended by a line break. */
  print(...lines: readonly string[]): void;
  /** Writes without a line break: for redrawing. */
  write(text: string): void;
  /** Asks and returns the answer without surrounding space. */
  ask(question: string): Promise<string>;
}

interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
}

/** 80 by 24 is what a terminal without a size is taken for since the VT100. */
const FALLBACK = { columns: 80, rows: 24 };

export function terminalOf(
  streams: Streams,
  env: Readonly<Record<string, string | undefined>>,
  json: boolean,
): Terminal {
  const stream = json ? streams.stderr : streams.stdout;
  const isTerminal = stream.isTTY === true;
  return {
    style: styleOf(wantsColour(env, isTerminal)),
    // Pipelines' terminals (CI) record every redraw as a line: plain lines are better there.
    live: isTerminal && env.TERM !== "dumb" && (env.CI === undefined || env.CI === "" || env.CI === "false"),
    interactive: isTerminal && streams.stdin.isTTY === true,
    columns: () => stream.columns || FALLBACK.columns,
    rows: () => stream.rows || FALLBACK.rows,
    print: (...lines) => {
      for (const line of lines) stream.write(`${line}\n`);
    },
    write: (text) => {
      stream.write(text);
    },
    ask: async (question) => {
      const reader = createInterface({ input: streams.stdin, output: stream });
      try {
        return (await reader.question(question)).trim();
      } finally {
        reader.close();
      }
    },
  };
}
