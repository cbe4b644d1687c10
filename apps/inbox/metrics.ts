import { createMetrics, LATENCY_BUCKETS, type Metrics } from "hougu-app-runtime/metrics.ts";
import { Counter, Gauge, Histogram } from "prom-client";

export interface InboxMetrics extends Metrics {
  readonly requests: Histogram<"route" | "status">;
  readonly messages: Counter<"direction">;
  readonly dropped: Counter<"reason">;
  readonly waiting: Gauge;
  readonly collection: Histogram;
}

export function inboxMetrics(
  miniProgram: string,
  now: { readonly waiting: () => number; readonly storeAvailable: () => boolean },
): InboxMetrics {
  const metrics = createMetrics("inbox", miniProgram);
  const registers = [metrics.registry];
  new Gauge({
    name: "store_connected",
    help: "1 while the connection to the mailboxes' store stands.",
    registers,
    collect() {
      this.set(now.storeAvailable() ? 1 : 0);
    },
  });
  return {
    ...metrics,
    requests: new Histogram({
      name: "http_request_duration_seconds",
      help: "Requests by route and status; those that wait for a message have a route of their own.",
      labelNames: ["route", "status"],
      buckets: LATENCY_BUCKETS,
      registers,
    }),
    messages: new Counter({
      name: "inbox_messages_total",
      help: "Messages that were taken in, collected in a mailbox, and acknowledged by a phone.",
      labelNames: ["direction"],
      registers,
    }),
    dropped: new Counter({
      name: "inbox_dropped_total",
      help: "Messages from the queue that came into no mailbox: seen before, or of no use.",
      labelNames: ["reason"],
      registers,
    }),
    waiting: new Gauge({
      name: "inbox_waiting",
      help: "Requests that wait for a message.",
      registers,
      collect() {
        this.set(now.waiting());
      },
    }),
    collection: new Histogram({
      name: "inbox_collection_seconds",
      help: "From taking a message in until it lay in its mailbox.",
      buckets: LATENCY_BUCKETS,
      registers,
    }),
  };
}
