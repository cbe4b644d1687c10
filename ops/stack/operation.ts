import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Lang } from "../../components/locale/localized.ts";
import type { Terminal } from "../cli/terminal.ts";
import { reduce } from "../progress/reducer.ts";
import { emptyState, type UpdateState } from "../progress/update-state.ts";
import { viewOf } from "../progress/view.ts";
import type { OperationKind } from "../progress/words.ts";
import { explain } from "./explain.ts";
import type { OpenStack } from "./open-stack.ts";

/** The pack that every preview and update runs under; relative to the project, as on the official CLI's command line. */
const POLICY_PACKS = ["policy"];

export interface OperationOptions {
  readonly terminal: Terminal;
  readonly lang: Lang;
  /** Resources to expect, for the bar. */
  readonly expected?: number;
  /** Sees every event of the engine as it comes: for who needs more than the progress keeps. */
  readonly observe?: (event: EngineEvent) => void;
  /** For `unprotect`, which touches a part of the stack with a program of its own. */
  readonly part?: Part;
}

export interface Part {
  /** URNs. */
  readonly targets: readonly string[];
  readonly program: () => Promise<Record<string, unknown>>;
}

/**
 * Runs the engine and shows what it does.
 * @returns the last state of a successful operation
 * @throws Failure `policy`, `locked` or `operation`, with the state in `details.cause` as {@link OperationStopped}
 */
export async function runOperation(
  open: OpenStack,
  kind: OperationKind,
  { terminal, lang, expected, observe, part }: OperationOptions,
): Promise<UpdateState> {
  let state = emptyState(Date.now());
  const view = viewOf(terminal, {
    kind,
    stack: open.target.stack,
    sandbox: open.target.sandbox,
    lang,
    ...(expected !== undefined && { expected }),
  });
  const onEvent = (event: EngineEvent) => {
    observe?.(event);
    state = reduce(state, event, Date.now());
    view.show(state);
  };
  const cancellation = cancelOnSignals(terminal, lang);
  try {
    await start(open, kind, part, onEvent, cancellation.signal);
    state = { ...state, endedAt: state.endedAt ?? Date.now() };
    return state;
  } catch (error) {
    state = { ...state, endedAt: state.endedAt ?? Date.now() };
    throw explain(error, state, kind, open.target);
  } finally {
    cancellation.dispose();
    view.close(state);
  }
}

function start(
  { stack, configFile }: OpenStack,
  kind: OperationKind,
  part: Part | undefined,
  onEvent: (event: EngineEvent) => void,
  signal: AbortSignal,
): Promise<unknown> {
  const common = { onEvent, signal, color: "never" as const, ...(configFile && { configFile }) };
  switch (kind) {
    case "up":
      // With secrets shown the history would be decrypted with the project's own file, which the sandbox must not touch.
      return stack.up({ ...common, policyPacks: POLICY_PACKS, showSecrets: false });
    case "preview":
      return stack.preview({ ...common, policyPacks: POLICY_PACKS });
    case "refresh":
      return stack.refresh({ ...common, showSecrets: false });
    case "drift":
      return stack.previewRefresh(common);
    case "unprotect":
      if (part === undefined) throw new Error("unprotect needs its targets");
      // No policies: they demand the very protection that is to go.
      return stack.up({ ...common, program: part.program, target: [...part.targets], showSecrets: false });
    case "destroy":
      return stack.destroy({ ...common, showSecrets: false });
  }
}

/**
 * Ctrl-C reaches the engine by itself, which then stops after the steps that run; a supervisor's SIGTERM is turned
 * into the same. This process must live on to tell what happened.
 */
function cancelOnSignals(terminal: Terminal, lang: Lang): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  const tell = () =>
    terminal.print(
      lang === "zh"
        ? "正在停止：等待进行中的步骤完成；再按一次立即中止"
        : "stopping after the steps that run; once more stops at once",
    );
  const onInterrupt = () => {
    tell();
    if (!terminal.interactive) controller.abort();
  };
  const onTerminate = () => {
    tell();
    controller.abort();
  };
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  return {
    signal: controller.signal,
    dispose: () => {
      process.removeListener("SIGINT", onInterrupt);
      process.removeListener("SIGTERM", onTerminate);
    },
  };
}
