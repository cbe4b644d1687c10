import type { Autoscaling, Signal } from "./autoscaling.ts";
import { minutesOf } from "./plan-autoscaling.ts";

/** What is measured at a moment; a signal without a reading says nothing. */
export interface Readings {
  /** CPU use of the pods that run, in percent of what they ask for. */
  readonly cpuPercent?: number;
  /** Averages of the pods that run, by metric. */
  readonly metrics?: Readonly<Record<string, number>>;
  /** Messages that wait, by queue. */
  readonly queues?: Readonly<Record<string, number>>;
  /** Wall-clock time in the peaks' zone: day from 0 (Sunday), `HH:MM`. */
  readonly clock?: { readonly day: number; readonly time: string };
}

/**
 * Pods that Kubernetes asks for at a moment, as its documentation says that it reckons: each signal by itself, the most of
 * them, within floor and ceiling. How fast it gets there is another matter (`behaviorOf`).
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
 */
export function wantedPods(wanted: Autoscaling, readings: Readings, running: number): number {
  const asked = wanted.signals.map((signal) => podsFor(signal, readings, running));
  return Math.min(wanted.ceiling, Math.max(wanted.floor, ...asked));
}

/** Kubernetes changes nothing within a tenth of the target. */
const TOLERANCE = 0.1;

function podsFor(signal: Signal, readings: Readings, running: number): number {
  switch (signal.on) {
    case "cpu":
      return byRatio(readings.cpuPercent, signal.percent, running);
    case "custom metric":
      return byRatio(readings.metrics?.[signal.name], signal.perPod, running);
    case "queue length":
      return Math.ceil((readings.queues?.[signal.queue] ?? 0) / signal.perPod);
    case "peak": {
      const { clock } = readings;
      const { days, from, until, pods } = signal.peak;
      if (!clock || (days !== "*" && !days.split(",").includes(String(clock.day)))) return 0;
      const now = minutesOf(clock.time);
      return now >= minutesOf(from) && now < minutesOf(until) ? pods : 0;
    }
  }
}

function byRatio(reading: number | undefined, target: number, running: number): number {
  if (reading === undefined) return 0;
  const ratio = reading / target;
  return Math.abs(ratio - 1) <= TOLERANCE ? running : Math.ceil(running * ratio);
}
