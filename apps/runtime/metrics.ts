import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  /** 1 while a connection to the broker stands, by its use. */
  readonly brokerConnected: Gauge<"use">;
}

/** Seconds: from what a broker beside us takes to what a person gives up after. */
export const LATENCY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics that every app has; each adds its own to the registry. */
export function createMetrics(service: string, miniProgram: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service, mini_program: miniProgram });
  collectDefaultMetrics({ register: registry });
  const brokerConnected = new Gauge({
    name: "broker_connected",
    help: "1 while the connection to the broker stands.",
    labelNames: ["use"],
    registers: [registry],
  });
  return { registry, brokerConnected };
}
