import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Failure } from "../cli/failure.ts";
import { countsOf, type UpdateState } from "../progress/update-state.ts";
import type { OperationKind } from "../progress/words.ts";
import type { LastRun } from "../report/model.ts";
import { OperationStopped } from "./explain.ts";
import { lastRunFileOf, type Target } from "./target.ts";

/** Keeps what an operation did, for `status` and the report. Holds no property values. */
export async function rememberRun(
  target: Target,
  kind: OperationKind,
  state: UpdateState,
  failure?: Failure,
): Promise<LastRun> {
  const run: LastRun = {
    kind,
    at: new Date(state.startedAt).toISOString(),
    durationMs: (state.endedAt ?? state.startedAt) - state.startedAt,
    succeeded: failure === undefined,
    counts: countsOf(state),
    policies: state.policies,
    failures: failure ? failuresOf(failure) : [],
  };
  const file = lastRunFileOf(target);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(run, null, 2)}\n`);
  return run;
}

function failuresOf(failure: Failure): LastRun["failures"] {
  const { resources = [], problems = [] } = failure.details;
  return [
    ...resources.map(({ name, message }) => ({ name, message })),
    ...problems.map((problem) => ({ name: "", message: problem.en })),
  ];
}

/** The state in which the engine stopped, when that is what failed. */
export function stoppedState(error: unknown): UpdateState | undefined {
  return error instanceof Failure && error.details.cause instanceof OperationStopped
    ? error.details.cause.state
    : undefined;
}

export async function lastRunOf(target: Target): Promise<LastRun | undefined> {
  try {
    return JSON.parse(await readFile(lastRunFileOf(target), "utf8")) as LastRun;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
