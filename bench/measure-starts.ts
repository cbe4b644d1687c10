import { inTurn } from "./run.ts";
import { ratiosOf, type Spread, spreadOf } from "./statistics.ts";
import { makeStack, type Workspace } from "./workspace.ts";

/** Two ways in which a Pulumi program in TypeScript can start, as previews of a program that does nothing. */
export interface Starts {
  /** Milliseconds with Node's own type stripping, as this project does. */
  readonly stripped: Spread;
  /** Milliseconds with ts-node, as Pulumi does by default. */
  readonly tsNode: Spread;
  /** `tsNode` by `stripped`. */
  readonly ratio: Spread;
}

export async function measureStarts(
  workspace: Workspace,
  samples: number,
  tell: (text: string) => void,
): Promise<Starts> {
  const stripped = await makeStack(workspace, "bench/programs/empty", "stripped");
  const tsNode = await makeStack(workspace, "bench/programs/empty-ts-node", "ts-node");
  const times = await inTurn({ stripped: stripped.preview(), tsNode: tsNode.preview() }, samples, tell);
  return {
    stripped: spreadOf(times.stripped),
    tsNode: spreadOf(times.tsNode),
    ratio: ratiosOf(times.tsNode, times.stripped),
  };
}
