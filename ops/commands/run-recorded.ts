import { Failure } from "../cli/failure.ts";
import { renderSummary } from "../progress/summary.ts";
import type { UpdateState } from "../progress/update-state.ts";
import { countsOf } from "../progress/update-state.ts";
import type { OperationKind } from "../progress/words.ts";
import { withStaleLockRemoved } from "../recovery/recover.ts";
import { writeReport } from "../report/write-report.ts";
import { exportStack } from "../stack/deployment.ts";
import { documentOf, type OperationDocument } from "../stack/document.ts";
import { endpointsOf } from "../stack/endpoints.ts";
import { rememberRun, stoppedState } from "../stack/last-run.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { runOperation } from "../stack/operation.ts";
import { outputsOf } from "../stack/outputs.ts";
import type { CommandContext } from "./command.ts";

/** What is left of an operation when it has ended, well or badly. */
interface Kept {
  /** The stack's outputs now, without secrets. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Path of the HTML report. */
  readonly report: string;
}

export interface RecordedRun extends Kept {
  readonly state: UpdateState;
}

/** The JSON document of a command that ran an operation. */
export interface RunDocument extends OperationDocument, Kept {
  readonly stack: string;
}

/**
 * Runs an operation that changes the stack, removes a dead engine's lock where one is in its way, and keeps what it
 * did, whether it succeeds or not: for `status`, for the report, for who reads the screen.
 * @param expected resources to expect, for the bar
 * @throws Failure whose document says how far it got
 */
export async function runRecorded(
  open: OpenStack,
  context: CommandContext,
  kind: OperationKind,
  expected?: number,
): Promise<RecordedRun> {
  const { terminal, invocation } = context;
  const options = { terminal, lang: invocation.lang, ...(expected !== undefined && { expected }) };
  let state: UpdateState;
  try {
    state = await withStaleLockRemoved(open, context, () => runOperation(open, kind, options));
  } catch (error) {
    throw await recordFailure(open, context, kind, error);
  }
  return { state, ...(await record(open, context, kind, state)) };
}

/**
 * The preview before an update. Where a policy or the program stops it, that is kept as the update would have been:
 * the report then shows why.
 */
export async function previewRecorded(open: OpenStack, context: CommandContext): Promise<UpdateState> {
  const { terminal, invocation } = context;
  try {
    return await runOperation(open, "preview", { terminal, lang: invocation.lang });
  } catch (error) {
    throw await recordFailure(open, context, "preview", error);
  }
}

export function runDocument({ target }: OpenStack, { state, outputs, report }: RecordedRun): RunDocument {
  return { stack: target.stack, ...documentOf(state), outputs, report };
}

/** What an operator reads at the end of an operation. */
export function printSummary(
  { terminal, invocation }: CommandContext,
  kind: OperationKind,
  { state, outputs, report }: RecordedRun,
  succeeded = true,
): void {
  // The other operations run no rules, and a run that was cut short not all of them: "passed" would be a lie.
  const judged = kind === "up" && succeeded;
  const summary = {
    counts: countsOf(state),
    ...(judged || state.policies.length > 0 ? { policies: state.policies } : {}),
    durationMs: (state.endedAt ?? state.startedAt) - state.startedAt,
    // Where users get in is of interest when something was brought up; after a destroy it was.
    endpoints: kind === "up" ? endpointsOf(outputs) : [],
    report,
  };
  terminal.print("", ...renderSummary(summary, invocation.lang, terminal.style));
}

async function record(
  open: OpenStack,
  { invocation }: CommandContext,
  kind: OperationKind,
  state: UpdateState,
  failure?: Failure,
): Promise<Kept> {
  await rememberRun(open.target, kind, state, failure);
  const exported = await exportStack(open);
  return { outputs: outputsOf(exported), report: await writeReport(open, exported, invocation.lang) };
}

/** The failure itself, with what was recorded in its document. Nothing that goes wrong here may hide it. */
async function recordFailure(
  open: OpenStack,
  context: CommandContext,
  kind: OperationKind,
  error: unknown,
): Promise<unknown> {
  const state = stoppedState(error);
  // A lock in the way, for one: nothing ran, so there is nothing to remember.
  if (!(error instanceof Failure) || state === undefined) return error;
  try {
    const recorded = await record(open, context, kind, state, error);
    printSummary(context, kind, { state, ...recorded }, false);
    return error.with({ ...recorded });
  } catch (second) {
    const { terminal, invocation } = context;
    const why = second instanceof Error ? second.message : String(second);
    const text =
      invocation.lang === "zh" ? `无法记录本次操作：${why}` : `the operation could not be recorded: ${why}`;
    terminal.print(terminal.style.warn(text));
    return error;
  }
}
