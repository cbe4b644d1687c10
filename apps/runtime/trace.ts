import { randomBytes } from "node:crypto";

/** Where a piece of work belongs: https://www.w3.org/TR/trace-context/ */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** Whoever began it wants it kept. */
  readonly sampled: boolean;
}

/** Version 00, or a later one, whose first fields mean the same. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The next span of the trace that a `traceparent` names; of a new trace where it names none. */
export function continueTrace(traceparent: unknown): Trace {
  const [, traceId, , flags] = (typeof traceparent === "string" && TRACEPARENT.exec(traceparent)) || [];
  return {
    traceId: traceId ?? randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    sampled: flags === undefined || (Number.parseInt(flags, 16) & 1) === 1,
  };
}

/** What goes into a header, of HTTP and AMQP alike. */
export function traceparentOf({ traceId, spanId, sampled }: Trace): string {
  return `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}
