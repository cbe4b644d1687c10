import type { Action } from "./action.ts";
import { ApiError } from "./problem.ts";

/**
 * Actions that refuse dry runs. The services that have them check a request and do nothing; here checking is doing, and
 * whoever asks for a rehearsal must not get the performance.
 */
export function withoutDryRuns(actions: Readonly<Record<string, Action>>): Readonly<Record<string, Action>> {
  return Object.fromEntries(
    Object.entries(actions).map(([name, action]): [string, Action] => [
      name,
      (call) => {
        if (call.parameters.flag("DryRun") !== true) return action(call);
        throw new ApiError(400, "UnsupportedOperation.DryRun", `The sandbox has no dry runs of ${name}.`);
      },
    ]),
  );
}
