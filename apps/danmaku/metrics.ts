import { createMetrics, LATENCY_BUCKETS, type Metrics } from "hougu-app-runtime/metrics.ts";
import { Counter, Gauge, Histogram } from "prom-client";

export interface DanmakuMetrics extends Metrics {
  /** By its name the autoscaler asks for it (components/kubernetes/workloads/signals.ts). */
  readonly sockets: Gauge;
  readonly rooms: Gauge;
  readonly messages: Counter<"direction">;
  readonly dropped: Counter;
  readonly refused: Counter<"reason">;
  readonly closed: Counter<"code">;
  readonly delivery: Histogram;
  readonly confirmation: Histogram;
}

export function danmakuMetrics(miniProgram: string): DanmakuMetrics {
  const metrics = createMetrics("danmaku", miniProgram);
  const registers = [metrics.registry];
  return {
    ...metrics,
    sockets: new Gauge({ name: "websocket_connections", help: "WebSockets that are open.", registers }),
    rooms: new Gauge({ name: "danmaku_rooms", help: "Rooms with somebody in them.", registers }),
    messages: new Counter({
      name: "danmaku_messages_total",
      help: "Comments that came in from phones, and that went out to phones.",
      labelNames: ["direction"],
      registers,
    }),
    dropped: new Counter({
      name: "danmaku_dropped_total",
      help: "Comments that a slow phone missed.",
      registers,
    }),
    refused: new Counter({
      name: "danmaku_refused_total",
      help: "Comments that were refused, by the reason that the phone was told.",
      labelNames: ["reason"],
      registers,
    }),
    closed: new Counter({
      name: "danmaku_closed_total",
      help: "Sockets that this side closed, by code.",
      labelNames: ["code"],
      registers,
    }),
    delivery: new Histogram({
      name: "danmaku_delivery_seconds",
      help: "From the gateway that took a comment to the sockets of this one.",
      buckets: LATENCY_BUCKETS,
      registers,
    }),
    confirmation: new Histogram({
      name: "danmaku_confirmation_seconds",
      help: "Until the broker had confirmed a comment.",
      buckets: LATENCY_BUCKETS,
      registers,
    }),
  };
}
