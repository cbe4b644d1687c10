import type { Localized } from "../../components/locale/localized.ts";
import type { PolicyFinding } from "../progress/update-state.ts";
import { type Change, compare } from "./changes.ts";
import { type CostChange, type CostOf, costChangeOf } from "./cost.ts";
import { downtimeOf } from "./downtime.ts";
import { type Line, linesOf } from "./lines.ts";
import { placesIn } from "./places.ts";
import type { Plan, PlannedChange } from "./plan.ts";
import { aloneIn, type Risk, type RiskKind, risksOf } from "./risks.ts";
import { type Dependencies, type World, worldAfter } from "./world.ts";

/** Why a preview did not come to its end. */
export interface PreviewFailure {
  readonly text: Localized;
  readonly problems: readonly Localized[];
}

/** One side: what its preview would do, what the policies say, and why it failed where it did. */
export interface Side {
  readonly plan: Plan;
  readonly findings: readonly PolicyFinding[];
  /** Absent when the preview came to its end, even if a policy then stopped it. */
  readonly failure?: PreviewFailure;
}

export interface ReviewSource {
  readonly stack: string;
  /** As it was asked for, e.g. `origin/main`. */
  readonly baseRef: string;
  readonly base: Side;
  readonly head: Side;
  readonly state: World;
  readonly dependencies: Dependencies;
  /** Kinds of severe risks that somebody has accepted. */
  readonly accepted: readonly RiskKind[];
  readonly notes: readonly Localized[];
  readonly costOf?: CostOf;
}

/**
 * - `failed`: the pull request's preview did not come to its end; nothing below is the whole.
 * - `incomplete`: the base's did not; the changes shown may be the base's own.
 * - `stopped`: a mandatory rule, or a severe risk that nobody has accepted.
 * - `attention`: something that a reviewer should read.
 * - `clear`: nothing of it.
 */
export type Verdict = "failed" | "incomplete" | "stopped" | "attention" | "clear";

export interface ReviewedLine extends Line {
  /** What users notice. */
  readonly downtime?: Localized;
}

export interface ReviewedFinding extends PolicyFinding {
  /** The base has it too: not this pull request's doing. */
  readonly onBase: boolean;
}

export type ReviewCounts = Readonly<Record<PlannedChange, number>>;

/** Everything that a review says, in plain data: each renderer shows it its way. */
export interface Review {
  readonly stack: string;
  readonly baseRef: string;
  readonly verdict: Verdict;
  readonly risks: readonly Risk[];
  readonly accepted: readonly RiskKind[];
  readonly findings: readonly ReviewedFinding[];
  readonly lines: readonly ReviewedLine[];
  readonly counts: ReviewCounts;
  readonly pending: number;
  readonly unchanged: number;
  readonly cost?: CostChange;
  readonly failure?: PreviewFailure;
  readonly baseFailure?: PreviewFailure;
  readonly notes: readonly Localized[];
}

/** Joins both previews. Pure. */
export function reviewOf(source: ReviewSource): Review {
  const { base, head, state } = source;
  const before = base.failure ? state : worldAfter(state, base.plan);
  const after = worldAfter(state, head.plan);
  const placeOf = placesIn(after, before);
  const facts = { placeOf, dependencies: source.dependencies, existing: countOf(state) };
  const { changes, pending, opaque, unchanged } = compare(
    base.failure ? undefined : base.plan,
    head.plan,
    facts,
  );
  // A preview that stopped half-way has not asked the program for all its resources: what it costs nobody knows.
  const cost = source.costOf && !head.failure ? costChangeOf(source.costOf, before, after) : undefined;
  const custom = changes.filter(({ type }) => !isLogical(type));
  const risks = risksOf({ changes: custom, state, before, after, placeOf, ...(cost && { cost }) });
  const alone = aloneIn(before, custom, placeOf);
  const findings = head.findings.map((finding) => ({
    ...finding,
    onBase: base.findings.some(
      ({ policy, urn, message }) =>
        policy === finding.policy && urn === finding.urn && message === finding.message,
    ),
  }));
  const review = {
    stack: source.stack,
    baseRef: source.baseRef,
    risks,
    accepted: source.accepted,
    findings,
    lines: linesOf(custom).map((line) => reviewed(line, alone)),
    counts: countsOf(custom),
    pending,
    unchanged,
    ...(cost && { cost }),
    ...(head.failure && { failure: head.failure }),
    ...(base.failure && { baseFailure: base.failure }),
    notes: [...source.notes, ...(opaque.length > 0 ? [opaqueNote(opaque)] : [])],
  };
  return { ...review, verdict: verdictOf(review, opaque.length > 0) };
}

/** On vSphere what a machine runs stands beside its secrets, and is as hidden as they are. */
function opaqueNote(names: readonly string[]): Localized {
  return {
    en: `${names.length} machines are made anew on both sides, and what they run is hidden: it may differ (${names.slice(0, 8).join(", ")})`,
    zh: `${names.length} 台主机在两侧都会重建，其运行内容不可见，可能存在差异（${names.slice(0, 8).join("、")}）`,
  };
}

/** Severe risks that nobody has accepted. */
export function stoppingRisks({ risks, accepted }: Pick<Review, "risks" | "accepted">): readonly Risk[] {
  return risks.filter(({ severity, kind }) => severity === "severe" && !accepted.includes(kind));
}

/** @param isPartlyHidden something may have changed that the review can't see */
function verdictOf(review: Omit<Review, "verdict">, isPartlyHidden: boolean): Verdict {
  if (review.failure) return "failed";
  if (review.findings.some(({ level }) => level === "mandatory") || stoppingRisks(review).length > 0)
    return "stopped";
  if (review.baseFailure) return "incomplete";
  return review.risks.length > 0 || review.findings.length > 0 || isPartlyHidden ? "attention" : "clear";
}

function reviewed(line: Line, alone: (change: Change) => boolean): ReviewedLine {
  const downtime = downtimeOf({
    change: line.change,
    type: line.type,
    deleteFirst: line.members.some(({ deleteFirst }) => deleteFirst),
    alone: line.members.some(alone),
  });
  return { ...line, ...(downtime && { downtime }) };
}

function countsOf(changes: readonly Change[]): ReviewCounts {
  const counts = { create: 0, update: 0, replace: 0, delete: 0 };
  for (const { change } of changes) counts[change]++;
  return counts;
}

/** Components and providers exist in the engine only: what they hold says it all. */
function isLogical(type: string): boolean {
  return type.startsWith("hougu:") || type.startsWith("pulumi:");
}

function countOf(world: World): number {
  return [...world.values()].filter(({ type }) => !isLogical(type)).length;
}
