import { createHash } from "node:crypto";

export interface Group {
  /** Prefix of the traces' names. */
  readonly name: string;
  readonly count: number;
  readonly miniProgram: "artist" | "food";
  /** From the parent's start to the child's end. */
  readonly milliseconds: number;
  /** Which spans failed; none when absent. */
  readonly failed?: "child" | "both";
}

/** Ids of a group's traces: they follow from its name, so that which share is kept is the same in each run. */
export function traceIds({ name, count }: Pick<Group, "name" | "count">): string[] {
  return Array.from({ length: count }, (_, index) => digest(`${name}-${index}`, 32));
}

/** A millisecond long: only with its child is a trace slow, or failed. */
export function parentSpan(traceId: string, { failed }: Group): object {
  return { ...span(traceId, "parent", 0, 1), ...(failed === "both" ? ERROR : {}) };
}

export function childSpan(traceId: string, { milliseconds, failed }: Group): object {
  return {
    ...span(traceId, "child", milliseconds - 1, milliseconds),
    parentSpanId: digest(`${traceId}-parent`, 16),
    ...(failed ? ERROR : {}),
  };
}

const ERROR = { status: { code: 2 } };
/** A fixed moment: the collectors compare a trace's spans with each other, not with the clock. */
const BEGIN_MS = 1_750_000_000_000;

function span(traceId: string, name: string, from: number, to: number): object {
  return {
    traceId,
    spanId: digest(`${traceId}-${name}`, 16),
    name,
    kind: 2,
    startTimeUnixNano: `${BEGIN_MS + from}000000`,
    endTimeUnixNano: `${BEGIN_MS + to}000000`,
  };
}

function digest(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
