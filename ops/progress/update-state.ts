import type { ToldExemption } from "../../policy/exemptions/told.ts";

/** What is known of a running or finished operation of the engine. Plain data: renderers read it, the reducer makes it. */

/** What happens to a resource, in the words of the summary. */
export const CHANGES = ["create", "update", "replace", "delete", "same"] as const;
export type Change = (typeof CHANGES)[number];
export type Counts = Readonly<Record<Change, number>>;

export const NO_CHANGES: Counts = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };

export type Phase = "running" | "done" | "failed";

export interface ResourceProgress {
  readonly urn: string;
  /** Type token, e.g. `alicloud:ecs/instance:Instance`. */
  readonly type: string;
  readonly name: string;
  /** URN of the component above; absent for the stack itself. */
  readonly parent?: string;
  readonly change: Change;
  /** The engine's own step, e.g. `delete-replaced`: a replacement has several. */
  readonly step: string;
  readonly phase: Phase;
  /** Properties that changed, where the engine says so. */
  readonly properties: readonly string[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
}

export interface Diagnostic {
  readonly severity: "error" | "warning" | "info";
  readonly urn?: string;
  readonly message: string;
}

export interface PolicyFinding {
  /** Rule id. */
  readonly policy: string;
  readonly pack: string;
  readonly level: "mandatory" | "advisory";
  readonly urn?: string;
  readonly message: string;
  /** Who answers for it, where an exemption keeps it from stopping the run. */
  readonly exempt?: ToldExemption;
  /** The rule has changed the resource so that it is kept: there is nothing left to mend, but somebody should know. */
  readonly remediated?: true;
}

/** A finished step, in the order of the engine's events: shows what came before what. */
export interface FinishedStep {
  readonly urn: string;
  readonly step: string;
  readonly at: number;
}

export interface UpdateState {
  /** In order of first appearance. */
  readonly resources: ReadonlyMap<string, ResourceProgress>;
  readonly diagnostics: readonly Diagnostic[];
  readonly policies: readonly PolicyFinding[];
  readonly steps: readonly FinishedStep[];
  /** The engine's own counts; present at the end. */
  readonly counts?: Counts;
  readonly startedAt: number;
  readonly endedAt?: number;
}

export function emptyState(startedAt: number): UpdateState {
  return { resources: new Map(), diagnostics: [], policies: [], steps: [], startedAt };
}

/** The engine's counts, or, while it runs, what is done so far. */
export function countsOf(state: UpdateState): Counts {
  if (state.counts) return state.counts;
  const counts: Record<Change, number> = { ...NO_CHANGES };
  for (const resource of state.resources.values()) if (resource.phase === "done") counts[resource.change]++;
  return counts;
}

export function changedOf(counts: Counts): number {
  return counts.create + counts.update + counts.replace + counts.delete;
}
