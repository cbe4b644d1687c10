import type { Invocation } from "../commands/command.ts";

type Where = Pick<Invocation, "stack" | "sandbox" | "configDir">;

/**
 * A command line that goes where this one went: same stack, same cloud, same configuration. A hint without them would
 * send who pastes it from the sandbox to a real account.
 */
export function lineOf(
  { stack, sandbox, configDir }: Where,
  command: string,
  ...options: readonly string[]
): string {
  return [
    "npx hougu",
    command,
    "--stack",
    stack,
    ...(sandbox ? ["--sandbox"] : []),
    ...(configDir === undefined ? [] : ["--config-dir", quoted(configDir)]),
    ...options,
  ].join(" ");
}

/** As a POSIX shell takes it; plain words stay as they are. */
function quoted(word: string): string {
  return /^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
