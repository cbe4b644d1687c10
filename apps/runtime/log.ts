import type { Trace } from "./trace.ts";

export const LEVELS = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof LEVELS)[number];

export type Fields = Readonly<Record<string, unknown>> & { readonly trace?: Trace; readonly error?: unknown };

export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

export interface LogArgs {
  readonly service: string;
  readonly level: Level;
  /** Takes a line with its end. Default: standard output. */
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
}

/** One JSON document a line, with the names that OpenTelemetry gives to what ties logs and traces together. */
export function createLog({ service, level, write, now = () => new Date() }: LogArgs): Log {
  const out = write ?? ((line: string) => void process.stdout.write(line));
  const say =
    (own: Level) =>
    (message: string, fields: Fields = {}) => {
      if (LEVELS.indexOf(own) < LEVELS.indexOf(level)) return;
      const { trace, error, ...rest } = fields;
      out(
        `${JSON.stringify({
          time: now().toISOString(),
          level: own,
          service,
          message,
          ...(trace ? { trace_id: trace.traceId, span_id: trace.spanId } : {}),
          ...rest,
          ...(error === undefined ? {} : { error: described(error) }),
        })}\n`,
      );
    };
  return { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
}

function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = "code" in error ? error.code : undefined;
  return { name, message, ...(code === undefined ? {} : { code }), stack };
}
