import {
  type Attributes,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace as tracing,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { continueTrace, type Trace } from "./trace.ts";

export { SpanKind };

/** A piece of work that is under way. As a {@link Trace} it is what its own pieces continue. */
export interface OpenSpan extends Trace {
  /** Ends it, once; failed where there is an error. */
  end(error?: unknown): void;
}

export interface SpanArgs {
  readonly name: string;
  readonly kind: SpanKind;
  /** What it is a piece of; a trace of its own without. */
  readonly parent?: Trace | undefined;
  /** Another trace that it has to do with. */
  readonly linked?: Trace | undefined;
  /** By OpenTelemetry's semantic conventions; nothing that tells who somebody is. */
  readonly attributes?: Attributes;
}

/** Names under which traces are found: all that is known of who sends them. */
export interface TracedService {
  readonly service: string;
  readonly miniProgram: string;
  /** Base URL of a relay's OTLP over HTTP, e.g. `http://127.0.0.1:4318`; without one nothing is sent. */
  readonly endpoint?: string | undefined;
  readonly version?: string | undefined;
  readonly environment?: string | undefined;
}

/**
 * Sends the process's spans to a relay, from now on. All of them: which traces are kept is decided when they are whole, in
 * the collectors.
 *
 * @returns what sends the last ones, for the process's end
 */
export function sendSpans(args: TracedService): () => Promise<void> {
  const { service, miniProgram, endpoint, version, environment } = args;
  if (endpoint === undefined) return () => Promise.resolve();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": service,
      "service.namespace": miniProgram,
      ...(version === undefined ? {} : { "service.version": version }),
      ...(environment === undefined ? {} : { "deployment.environment.name": environment }),
    }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }) }),
    ],
  });
  tracing.setGlobalTracerProvider(provider);
  // A relay that is away must not hold up who ends.
  return () => provider.shutdown().catch(() => {});
}

/** Begins a piece of work. Without a relay it only has its ids, which logs and messages carry all the same. */
export function openSpan({ name, kind, parent, linked, attributes = {} }: SpanArgs): OpenSpan {
  const context = parent ? tracing.setSpanContext(ROOT_CONTEXT, contextOf(parent)) : ROOT_CONTEXT;
  const links: Link[] = linked ? [{ context: contextOf(linked) }] : [];
  const span = tracing.getTracer("hougu").startSpan(name, { kind, attributes, links }, context);
  const { traceId, spanId, traceFlags } = span.spanContext();
  const own = span.isRecording()
    ? { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 }
    : continueTrace(parent);
  return { ...own, end: (error) => end(span, error) };
}

/** Does a piece of work as a span of its own. */
export async function inSpan<T>(args: SpanArgs, work: (span: Trace) => Promise<T>): Promise<T> {
  const span = openSpan(args);
  try {
    const done = await work(span);
    span.end();
    return done;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

function end(span: Span, error: unknown): void {
  if (error !== undefined) {
    // The kind, not the message: it may quote what people wrote.
    const type = error instanceof Error ? error.name : "unknown";
    span.setAttribute("error.type", type);
    span.setStatus({ code: SpanStatusCode.ERROR, message: type });
  }
  span.end();
}

function contextOf({ traceId, spanId, sampled }: Trace): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}
