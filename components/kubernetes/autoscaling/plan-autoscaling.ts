import type { Localized } from "../../locale/localized.ts";
import { type Autoscaling, type Peak, type PodLimits, type Signal, targetName } from "./autoscaling.ts";

/** Who sets the number of pods. Never both: each would undo what the other did, every quarter of a minute. */
export type Owner = "hpa" | "keda";

export interface AutoscalingPlan {
  readonly wanted: Autoscaling;
  readonly owner: Owner;
  /** Most that pods cost in a month, in CNY. */
  readonly monthlyCnyAtMost: number;
}

/** Something that an operator wants and can't have, and what to write instead. */
export interface ScalingProblem {
  readonly target: string;
  readonly problem: Localized;
  readonly remedy: Localized;
}

/** The wishes contradict each other, the money or the nodes. */
export class ScalingError extends Error {
  override readonly name = "ScalingError";
  readonly problems: readonly ScalingProblem[];

  constructor(problems: readonly ScalingProblem[]) {
    super(problems.map(({ target, problem, remedy }) => `${target}: ${problem.en}; ${remedy.en}`).join("\n"));
    this.problems = problems;
  }
}

/**
 * Decides who scales each workload, and checks what is wanted against the money and the nodes. Pure.
 *
 * @throws ScalingError with every problem found
 */
export function planAutoscaling(
  wanted: readonly Autoscaling[],
  limitsOf: (one: Autoscaling) => PodLimits,
): AutoscalingPlan[] {
  const problems = [...wanted.flatMap((one) => [...problemsOf(one, limitsOf(one))]), ...ownedTwice(wanted)];
  if (problems.length > 0) throw new ScalingError(problems);
  return wanted.map((one) => ({
    wanted: one,
    owner: ownerOf(one),
    monthlyCnyAtMost: one.ceiling * limitsOf(one).podMonthlyCny,
  }));
}

/**
 * KEDA owns whatever has a signal that a HorizontalPodAutoscaler can't read, with all its other signals; it makes its own
 * HPA of them. Everything else is a plain HPA, which needs nothing that could be away.
 */
export function ownerOf({ signals }: Pick<Autoscaling, "signals">): Owner {
  return signals.some(({ on }) => on === "queue length" || on === "peak") ? "keda" : "hpa";
}

function* problemsOf(one: Autoscaling, limits: PodLimits): Iterable<ScalingProblem> {
  const target = targetName(one);
  const { floor, ceiling, costCeiling, signals } = one;
  if (floor < 1 || !Number.isInteger(floor) || !Number.isInteger(ceiling)) {
    yield {
      target,
      problem: {
        en: `the floor ${floor} isn't a number of pods from 1`,
        zh: `下限 ${floor} 不是不小于 1 的整数`,
      },
      remedy: { en: "write a floor of 1 or more", zh: "将下限设为 1 或以上的整数" },
    };
  }
  if (floor > ceiling) {
    yield {
      target,
      problem: {
        en: `the floor ${floor} is above the ceiling ${ceiling}`,
        zh: `下限 ${floor} 高于上限 ${ceiling}`,
      },
      remedy: { en: `write a ceiling of ${floor} or more`, zh: `将上限设为 ${floor} 或以上` },
    };
  }
  const affordable = Math.floor(costCeiling.monthlyCny / limits.podMonthlyCny);
  if (ceiling > affordable) {
    const needed = Math.ceil(ceiling * limits.podMonthlyCny);
    yield {
      target,
      problem: {
        en: `${ceiling} pods cost ${needed} CNY a month, and ${costCeiling.monthlyCny} are allowed`,
        zh: `${ceiling} 个 Pod 每月需 ${needed} 元，而上限为 ${costCeiling.monthlyCny} 元`,
      },
      remedy: {
        en: `write a ceiling of ${affordable} or a cost ceiling of ${needed}`,
        zh: `将上限设为 ${affordable}，或将费用上限设为 ${needed}`,
      },
    };
  }
  if (ceiling > limits.podsOnNodes) {
    yield {
      target,
      problem: {
        en: `the node pools hold ${limits.podsOnNodes} such pods at their limits, and the ceiling is ${ceiling}`,
        zh: `节点池达到上限时只能容纳 ${limits.podsOnNodes} 个此类 Pod，而上限为 ${ceiling}`,
      },
      remedy: {
        en: `write a ceiling of ${limits.podsOnNodes}, or raise hougu:kubernetes.monthlyCny`,
        zh: `将上限设为 ${limits.podsOnNodes}，或提高 hougu:kubernetes.monthlyCny`,
      },
    };
  }
  yield* badSignals(target, signals, one);
}

function* badSignals(
  target: string,
  signals: readonly Signal[],
  { floor, ceiling }: Autoscaling,
): Iterable<ScalingProblem> {
  const names = signals.map(nameOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    yield {
      target,
      problem: { en: `the signal ${twice} is there twice`, zh: `信号 ${twice} 重复` },
      remedy: { en: "keep one of them", zh: "只保留一个" },
    };
  }
  if (
    ownerOf({ signals: signals as Autoscaling["signals"] }) === "keda" &&
    names.some((name) => name.startsWith("metric "))
  ) {
    yield {
      target,
      problem: {
        en: "a custom metric of the adapter is read by an HPA only, and a queue or a peak by KEDA only",
        zh: "适配器的自定义指标只有 HPA 能读取，而队列与高峰时段只有 KEDA 能处理",
      },
      remedy: {
        en: "leave out the custom metric, or the queue and the peak",
        zh: "去掉自定义指标，或去掉队列与高峰",
      },
    };
  }
  for (const signal of signals) {
    if (signal.on !== "peak") continue;
    const { peak } = signal;
    if (minutesOf(peak.from) >= minutesOf(peak.until)) {
      yield {
        target,
        problem: {
          en: `the peak ${peak.name} ends at ${peak.until}, before it begins at ${peak.from}`,
          zh: `高峰 ${peak.name} 的结束时间 ${peak.until} 早于开始时间 ${peak.from}`,
        },
        remedy: {
          en: "write an end later on the same day; a peak past midnight is two",
          zh: "将结束时间写为同日更晚的时刻；跨零点的高峰请拆成两段",
        },
      };
    }
    if (peak.pods < floor || peak.pods > ceiling) {
      yield {
        target,
        problem: {
          en: `the peak ${peak.name} wants ${peak.pods} pods, not from ${floor} to ${ceiling}`,
          zh: `高峰 ${peak.name} 需要 ${peak.pods} 个 Pod，不在 ${floor} 到 ${ceiling} 之间`,
        },
        remedy: { en: `write from ${floor} to ${ceiling} pods`, zh: `将 Pod 数设为 ${floor} 到 ${ceiling}` },
      };
    }
  }
}

/** Two autoscalers on one Deployment fight: whoever wants two of them meant one with more signals. */
function* ownedTwice(wanted: readonly Autoscaling[]): Iterable<ScalingProblem> {
  const names = wanted.map(targetName);
  for (const target of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
    const owners = wanted.filter((one) => targetName(one) === target).map(ownerOf);
    yield {
      target,
      problem: {
        en: `two own its size: ${owners.join(" and ")}`,
        zh: `有两个扩缩容主体：${owners.join(" 与 ")}`,
      },
      remedy: { en: "write all signals into one Autoscaling", zh: "把所有信号写进同一个 Autoscaling" },
    };
  }
}

function nameOf(signal: Signal): string {
  switch (signal.on) {
    case "cpu":
      return "cpu";
    case "custom metric":
      return `metric ${signal.name}`;
    case "queue length":
      return `queue ${signal.virtualHost}/${signal.queue}`;
    case "peak":
      return `peak ${signal.peak.name}`;
  }
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: Peak["from"]): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
