import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { Environment } from "../../components/config/environment.ts";
import type { Localized } from "../../components/locale/localized.ts";
import { Failure } from "../cli/failure.ts";
import type { CommandContext } from "../commands/command.ts";
import type { UpdateState } from "../progress/update-state.ts";
import type { ExportedStack } from "../stack/deployment.ts";
import { exportStack } from "../stack/deployment.ts";
import { stoppedState } from "../stack/last-run.ts";
import { type OpenStack, openStack } from "../stack/open-stack.ts";
import { runOperation } from "../stack/operation.ts";
import type { Side } from "./model.ts";
import { planOf } from "./plan.ts";

export interface PreviewedSide extends Side {
  /** The state that it was previewed against; absent when the stack could not even be opened. */
  readonly exported?: ExportedStack;
  /** The side's configuration; absent when it could not even be read. */
  readonly environment?: Environment;
  /** The failure itself, for the exit code. */
  readonly cause?: Failure;
}

/**
 * Previews one side, however badly it ends: what went wrong is a part of the review.
 * @param prepare does its work on the opened stack before the preview
 */
export async function previewSide(
  context: CommandContext,
  place: { readonly sandboxConfig?: string },
  prepare: (open: OpenStack) => Promise<void> = async () => {},
): Promise<PreviewedSide> {
  const { terminal, invocation } = context;
  const events: EngineEvent[] = [];
  let exported: ExportedStack | undefined;
  let environment: Environment | undefined;
  let state: UpdateState | undefined;
  let cause: Failure | undefined;
  try {
    const open = await openStack(context, place);
    environment = open.environment;
    await prepare(open);
    exported = await exportStack(open);
    state = await runOperation(open, "preview", {
      terminal,
      lang: invocation.lang,
      observe: (event) => {
        if (isStep(event)) events.push(event);
      },
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    cause = error;
    state = stoppedState(error);
  }
  // A rule that stops the update has judged it to the end; whatever else stops it has not.
  const failed = cause !== undefined && cause.code !== "policy";
  return {
    plan: planOf(events),
    findings: state?.policies ?? [],
    ...(cause && failed && { failure: { text: cause.text, problems: problemsOf(cause) } }),
    ...(exported && { exported }),
    ...(environment && { environment }),
    ...(cause && { cause }),
  };
}

/** Unchanged resources are most of the events, with all that they hold. */
function isStep({ resourcePreEvent, resOutputsEvent }: EngineEvent): boolean {
  const op = (resourcePreEvent ?? resOutputsEvent)?.metadata.op;
  return op !== undefined && op !== "same";
}

function problemsOf({ details }: Failure): readonly Localized[] {
  const resources = details.resources ?? [];
  return [
    ...(details.problems ?? []),
    ...resources.map(({ name, message }) => ({ en: `${name}: ${message}`, zh: `${name}：${message}` })),
  ];
}
