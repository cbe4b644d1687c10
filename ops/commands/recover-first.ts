import { type Recovery, recover } from "../recovery/recover.ts";
import { type ExportedStack, exportStack } from "../stack/deployment.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import type { CommandContext } from "./command.ts";

export interface Recovered {
  /** The state, after the recovery where there was one. */
  readonly exported: ExportedStack;
  readonly recovery?: Recovery;
}

/** Puts right what an interrupted operation left, by itself, before another one begins. */
export async function recoverFirst(open: OpenStack, context: CommandContext): Promise<Recovered> {
  const exported = await exportStack(open);
  const recovery = await recover(open, context, exported);
  return recovery === undefined ? { exported } : { exported: await exportStack(open), recovery };
}

/** Resources that an operation will go through, for the bar; undefined where nobody knows yet. */
export function expectedOf({ deployment }: ExportedStack): number | undefined {
  const living = (deployment.resources ?? []).filter(
    (resource) => resource.delete !== true && resource.type !== "pulumi:pulumi:Stack",
  );
  return living.length > 0 ? living.length : undefined;
}
