import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events.js";
import { exemptionIn } from "../../policy/exemptions/told.ts";
import { remediationIn } from "./remediation.ts";
import {
  type Change,
  type Counts,
  NO_CHANGES,
  type Phase,
  type PolicyFinding,
  type ResourceProgress,
  type UpdateState,
} from "./update-state.ts";
import { nameOfUrn } from "./urn.ts";

/**
 * Folds one engine event into the state. Pure: the same events and clock give the same state.
 * @param now milliseconds since the epoch
 */
export function reduce(state: UpdateState, event: EngineEvent, now: number): UpdateState {
  if (event.resourcePreEvent) return step(state, event.resourcePreEvent.metadata, "running", now);
  if (event.resOutputsEvent) return step(state, event.resOutputsEvent.metadata, "done", now);
  if (event.resOpFailedEvent) return step(state, event.resOpFailedEvent.metadata, "failed", now);
  if (event.diagnosticEvent) {
    const { severity, urn, message, ephemeral } = event.diagnosticEvent;
    const text = plain(message).trim();
    if (text === "" || ephemeral || !isTold(severity)) return state;
    const diagnostic = {
      severity: severity === "info#err" ? ("info" as const) : severity,
      ...(urn && { urn }),
      message: text,
    };
    return { ...state, diagnostics: [...state.diagnostics, diagnostic] };
  }
  if (event.policyEvent) {
    const { policyName, policyPackName, enforcementLevel, resourceUrn, message } = event.policyEvent;
    const text = plain(message).trim();
    const exempt = exemptionIn(text);
    const finding = {
      policy: policyName,
      pack: policyPackName,
      level: enforcementLevel === "mandatory" ? ("mandatory" as const) : ("advisory" as const),
      ...(resourceUrn && { urn: resourceUrn }),
      message: text,
      ...(exempt && { exempt }),
    };
    return withFinding(state, finding);
  }
  const remediation = remediationIn(event);
  if (remediation) return withFinding(state, remediation);
  if (event.summaryEvent) {
    return { ...state, counts: countsFrom(event.summaryEvent.resourceChanges), endedAt: now };
  }
  return state;
}

/** The same finding may come in the preview and again in the update, or from two checks of one resource. */
function withFinding(state: UpdateState, finding: PolicyFinding): UpdateState {
  const known = state.policies.some(
    (other) =>
      other.policy === finding.policy && other.urn === finding.urn && other.message === finding.message,
  );
  return known ? state : { ...state, policies: [...state.policies, finding] };
}

type Severity = NonNullable<EngineEvent["diagnosticEvent"]>["severity"];

/** The engine also sends `debug`, which its types don't know: whole resources, with values that nobody should keep. */
function isTold(severity: Severity | "debug"): boolean {
  return severity !== "debug";
}

function step(state: UpdateState, metadata: StepEventMetadata, phase: Phase, now: number): UpdateState {
  const { urn, op, type } = metadata;
  const before = state.resources.get(urn);
  const parent = metadata.new?.parent || metadata.old?.parent || before?.parent;
  const ended = phase !== "running";
  // A component's outputs come as a second end: its clock stays with the first beginning.
  const resource: ResourceProgress = {
    urn,
    type,
    name: nameOfUrn(urn),
    ...(parent && { parent }),
    change: mergeChange(before, changeOf(op)),
    step: op,
    phase: before?.phase === "failed" ? "failed" : phase,
    properties: propertiesOf(metadata, before),
    startedAt: before?.startedAt ?? now,
    ...(ended && { endedAt: now }),
  };
  const resources = new Map(state.resources).set(urn, resource);
  const steps = phase === "done" ? [...state.steps, { urn, step: op, at: now }] : state.steps;
  return { ...state, resources, steps };
}

/** The summary's word for an engine step. */
export function changeOf(op: string): Change {
  if (op === "refresh") return "same";
  if (op.includes("replace")) return "replace";
  if (op === "import" || op === "read" || op === "create") return "create";
  if (op === "discard") return "delete";
  return op === "update" || op === "delete" ? op : "same";
}

/** A replacement has several steps: once it is one, it stays one. */
function mergeChange(before: ResourceProgress | undefined, change: Change): Change {
  return before?.change === "replace" || change === "replace" ? "replace" : change;
}

function propertiesOf(metadata: StepEventMetadata, before: ResourceProgress | undefined): readonly string[] {
  const detailed = Object.keys(metadata.detailedDiff ?? {});
  const named = detailed.length > 0 ? detailed : (metadata.diffs ?? metadata.keys ?? []);
  return named.length > 0 ? [...new Set(named)].sort() : (before?.properties ?? []);
}

function countsFrom(changes: Readonly<Record<string, number>>): Counts {
  const counts: Record<Change, number> = { ...NO_CHANGES };
  for (const [op, count] of Object.entries(changes)) {
    // Of a replacement's three steps `replace` alone stands for the whole.
    if (op === "create-replacement" || op === "delete-replaced" || op === "discard-replaced") continue;
    counts[changeOf(op)] += count;
  }
  return counts;
}

/** Without the engine's colour tags (`<{%fg 1%}>`) and escape codes. */
export function plain(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are control characters
  return message.replace(/<\{%[^%]*%\}>/g, "").replace(/\u001b\[[0-9;]*m/g, "");
}
