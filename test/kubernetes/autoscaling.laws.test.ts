import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Autoscaling, PodLimits, Signal } from "../../components/kubernetes/autoscaling/autoscaling.ts";
import { behaviorOf } from "../../components/kubernetes/autoscaling/behavior.ts";
import { cron } from "../../components/kubernetes/autoscaling/keda.ts";
import { planAutoscaling, ScalingError } from "../../components/kubernetes/autoscaling/plan-autoscaling.ts";
import { autoscalingObjects } from "../../components/kubernetes/autoscaling/render.ts";
import { type Readings, wantedPods } from "../../components/kubernetes/autoscaling/replicas.ts";

const POD = { cpuMillis: 250, memoryMiB: 512 };
const NODE = { cpuMillis: 3650, memoryMiB: 12_000 };
const roomy: PodLimits = { pod: POD, podMonthlyCny: 50, podsOnNodes: 10_000 };

const peakAt = (pods: number): Signal => ({
  on: "peak",
  peak: { name: "lunch", days: "*", from: "11:00", until: "13:30", timeZone: "Asia/Shanghai", pods },
});
const queue: Signal = { on: "queue length", virtualHost: "food", queue: "orders", perPod: 100 };

/** What an operator may rightly want. */
const wantedArbitrary = fc
  .record({
    floor: fc.integer({ min: 1, max: 40 }),
    more: fc.integer({ min: 0, max: 60 }),
    reactionSeconds: fc.integer({ min: 15, max: 600 }),
    kind: fc.constantFrom("cpu", "custom", "queue", "peak", "all of KEDA's"),
    percent: fc.integer({ min: 10, max: 100 }),
  })
  .map(({ floor, more, reactionSeconds, kind, percent }): Autoscaling => {
    const ceiling = floor + more;
    const cpu: Signal = { on: "cpu", percent };
    const signals: Record<typeof kind, readonly [Signal, ...Signal[]]> = {
      cpu: [cpu],
      custom: [cpu, { on: "custom metric", name: "websocket_connections", perPod: 2000 }],
      queue: [queue],
      peak: [cpu, peakAt(ceiling)],
      "all of KEDA's": [queue, peakAt(floor), cpu],
    };
    return {
      target: { namespace: "food", name: "worker" },
      floor,
      ceiling,
      reactionSeconds,
      costCeiling: { monthlyCny: ceiling * roomy.podMonthlyCny },
      signals: signals[kind],
    };
  });

const readingsArbitrary: fc.Arbitrary<Readings> = fc.record({
  cpuPercent: fc.integer({ min: 0, max: 5000 }),
  metrics: fc.record({ websocket_connections: fc.integer({ min: 0, max: 1_000_000 }) }),
  queues: fc.record({ orders: fc.integer({ min: 0, max: 1_000_000 }) }),
  clock: fc.record({
    day: fc.integer({ min: 0, max: 6 }),
    time: fc.constantFrom("03:00", "11:00", "12:00", "13:30"),
  }),
});

describe("autoscaling, whatever is wanted and measured", () => {
  it("asks for no fewer pods than the floor and no more than the ceiling", () => {
    fc.assert(
      fc.property(
        wantedArbitrary,
        readingsArbitrary,
        fc.integer({ min: 0, max: 200 }),
        (wanted, readings, running) => {
          const pods = wantedPods(wanted, readings, running);
          expect(pods).toBeGreaterThanOrEqual(wanted.floor);
          expect(pods).toBeLessThanOrEqual(wanted.ceiling);
        },
      ),
    );
  });

  it("renders floor and ceiling as they are, for one owner, with recommendations beside", () => {
    fc.assert(
      fc.property(wantedArbitrary, (wanted) => {
        const [plan] = planAutoscaling([wanted], () => roomy);
        if (!plan) throw new Error("no plan");
        const objects = autoscalingObjects(plan, NODE, {});
        const scalers = objects.filter(
          ({ kind }) => kind === "ScaledObject" || kind === "HorizontalPodAutoscaler",
        );
        expect(scalers).toHaveLength(1);
        const spec = scalers[0]?.kind === "ScaledObject" ? scalers[0].spec : undefined;
        const hpa = scalers[0]?.kind === "HorizontalPodAutoscaler" ? scalers[0].spec : undefined;
        expect(spec?.minReplicaCount ?? hpa?.minReplicas).toBe(wanted.floor);
        expect(spec?.maxReplicaCount ?? hpa?.maxReplicas).toBe(wanted.ceiling);
        if (spec?.fallback) {
          expect(spec.fallback.replicas).toBeGreaterThanOrEqual(wanted.floor);
          expect(spec.fallback.replicas).toBeLessThanOrEqual(wanted.ceiling);
          expect(spec.triggers.map(({ type }) => type)).not.toContain("cpu");
        }
        const vpa = objects.find(({ kind }) => kind === "VerticalPodAutoscaler");
        expect(vpa).toMatchObject({ spec: { updatePolicy: { updateMode: "Off" } } });
      }),
    );
  });

  it("never costs more than its ceiling of money, nor wants more than the nodes hold", () => {
    fc.assert(
      fc.property(
        wantedArbitrary,
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 120 }),
        (wanted, monthlyCny, podsOnNodes) => {
          const limits = { ...roomy, podsOnNodes };
          const one = { ...wanted, costCeiling: { monthlyCny } };
          try {
            const [plan] = planAutoscaling([one], () => limits);
            expect(plan?.monthlyCnyAtMost).toBeLessThanOrEqual(monthlyCny);
            expect(one.ceiling).toBeLessThanOrEqual(podsOnNodes);
          } catch (error) {
            if (!(error instanceof ScalingError)) throw error;
            expect(one.ceiling * limits.podMonthlyCny > monthlyCny || one.ceiling > podsOnNodes).toBe(true);
          }
        },
      ),
    );
  });

  it("goes from the floor to the ceiling in three reactions or fewer", () => {
    fc.assert(
      fc.property(wantedArbitrary, (wanted) => {
        const [percent, pods] = behaviorOf(wanted).scaleUp?.policies ?? [];
        let running = wanted.floor;
        for (let step = 0; step < 3; step++) {
          running += Math.max((running * (percent?.value ?? 0)) / 100, pods?.value ?? 0);
        }
        expect(running).toBeGreaterThanOrEqual(wanted.ceiling);
      }),
    );
  });
});

describe("autoscaling refuses", () => {
  const wanted: Autoscaling = {
    target: { namespace: "food", name: "api" },
    floor: 2,
    ceiling: 10,
    reactionSeconds: 30,
    costCeiling: { monthlyCny: 500 },
    signals: [{ on: "cpu", percent: 65 }],
  };
  const refused = (change: Partial<Autoscaling>, limits: Partial<PodLimits> = {}) => {
    try {
      planAutoscaling([{ ...wanted, ...change }], () => ({ ...roomy, ...limits }));
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error("nothing was refused");
  };

  it.each([
    [
      "a floor above the ceiling",
      refused({ floor: 11 }),
      /the floor 11 is above the ceiling 10; write a ceiling of 11/,
    ],
    ["a floor of none", refused({ floor: 0 }), /write a floor of 1 or more/],
    [
      "more than the money",
      refused({ costCeiling: { monthlyCny: 400 } }),
      /10 pods cost 500 CNY.*a ceiling of 8/,
    ],
    ["more than the nodes", refused({}, { podsOnNodes: 6 }), /hold 6 such pods.*ceiling of 6/],
    [
      "a signal twice",
      refused({ signals: [...wanted.signals, ...wanted.signals] }),
      /the signal cpu is there twice/,
    ],
    [
      "what an HPA alone reads beside what KEDA alone reads",
      refused({ signals: [{ on: "custom metric", name: "x", perPod: 1 }, queue] }),
      /read by an HPA only/,
    ],
    ["a peak above the ceiling", refused({ signals: [peakAt(11)] }), /wants 11 pods, not from 2 to 10/],
    [
      "a peak that ends before it begins",
      refused({
        signals: [
          {
            ...peakAt(4),
            peak: { ...(peakAt(4) as Extract<Signal, { on: "peak" }>).peak, until: "10:00" },
          } as Signal,
        ],
      }),
      /ends at 10:00, before it begins at 11:00/,
    ],
  ])("%s", (_, message, expected) => expect(message).toMatch(expected));

  it("two owners of one Deployment", () => {
    const both = [wanted, { ...wanted, signals: [queue] as const }];
    expect(() => planAutoscaling(both, () => roomy)).toThrow(/food\/api: two own its size: hpa and keda/);
  });
});

describe("a known peak", () => {
  const lunch = (peakAt(5) as Extract<Signal, { on: "peak" }>).peak;
  it("begins ten minutes before people come", () => {
    expect(cron(lunch)).toEqual({ start: "50 10 * * *", end: "30 13 * * *" });
  });
  it("is there at noon and gone at its end, and on its days alone", () => {
    const wanted: Autoscaling = {
      target: { namespace: "food", name: "api" },
      floor: 2,
      ceiling: 10,
      reactionSeconds: 30,
      costCeiling: { monthlyCny: 500 },
      signals: [{ on: "peak", peak: { ...lunch, days: "0,6" } }],
    };
    const at = (day: number, time: string) => wantedPods(wanted, { clock: { day, time } }, 2);
    expect([at(0, "12:00"), at(0, "13:30"), at(1, "12:00")]).toEqual([5, 2, 2]);
  });
});
