import type { Localized } from "../../locale/localized.ts";
import type { Alert, Recording, Severity } from "./rule.ts";

/** A promise about a share of events, e.g. 99.9 % of requests without an error. */
export interface Objective {
  /** Lower camel case, e.g. `artistAvailability`: names its recorded series. */
  readonly name: string;
  /** Upper camel case, e.g. `Availability`: names its alerts. */
  readonly kind: string;
  /** Percent of events that must be good, above 0 and below 100. */
  readonly percent: number;
  /** PromQL of bad events a second, with `$window` for the range. */
  readonly bad: string;
  /** PromQL of all events a second, with `$window` for the range. */
  readonly all: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Page in docs/runbooks, without `.md`, of all its alerts. */
  readonly runbook: string;
  /** What isn't kept, e.g. "requests of 后古艺术家 that fail". */
  readonly what: Localized;
}

interface Window {
  readonly long: string;
  readonly short: string;
  /** How many times faster than the budget allows it is spent. */
  readonly rate: number;
  readonly severity: Severity;
  readonly speed: "Fast" | "Slow" | "Trickle";
  /** What of a month's budget is gone when the long window is full. */
  readonly spent: string;
}

/**
 * Windows and rates of "The Site Reliability Workbook", chapter 5, table 5-8 (multiwindow, multi-burn-rate alerts) for a
 * budget of thirty days: 2 % of it in an hour, 5 % in six hours, 10 % in three days. The short window ends an alert soon
 * after its cause has.
 */
export const WINDOWS: readonly Window[] = [
  { long: "1h", short: "5m", rate: 14.4, severity: "page", speed: "Fast", spent: "2 %" },
  { long: "6h", short: "30m", rate: 6, severity: "page", speed: "Slow", spent: "5 %" },
  { long: "3d", short: "6h", rate: 1, severity: "ticket", speed: "Trickle", spent: "10 %" },
];

/** Name of the series that holds an objective's share of bad events over a window. */
export function ratioName({ kind }: Objective, window: string): string {
  return `slo:${kind.toLowerCase()}_bad:ratio_rate${window}`;
}

/** The share of bad events over each window. Where there are no events there is no share, and no alert. */
export function recordingsOf(objective: Objective): Recording[] {
  const windows = [...new Set(WINDOWS.flatMap(({ long, short }) => [short, long]))];
  return windows.map((window) => ({
    record: ratioName(objective, window),
    expr: `(${over(objective.bad, window)} or 0 * ${over(objective.all, window)}) / (${over(objective.all, window)} > 0)`,
    labels: { slo: objective.name, ...objective.labels },
  }));
}

/** @throws RangeError for an objective that leaves no budget, or nothing but budget */
export function alertsOfObjective(objective: Objective): Alert[] {
  const { percent, name, kind, what, runbook } = objective;
  if (!(percent > 0 && percent < 100)) {
    throw new RangeError(`${name}: an objective is above 0 and below 100 percent, got ${percent}`);
  }
  return WINDOWS.map(({ long, short, rate, severity, speed, spent }) => {
    // Both windows of the same objective have the same labels, so they meet by them.
    const limit = `${rate} * ${budgetOf(percent)}`;
    const exceeds = (window: string): string => `${ratioName(objective, window)}{slo="${name}"} > ${limit}`;
    return {
      alert: `${kind}BudgetBurns${speed}`,
      expr: `${exceeds(long)} and ${exceeds(short)}`,
      severity,
      runbook,
      labels: { slo: name, long_window: long },
      summary: {
        en: `${what.en}: the error budget burns ${rate} times too fast`,
        zh: `${what.zh}：错误预算消耗速度为允许的 ${rate} 倍`,
      },
      description: {
        en: `{{ $value | humanizePercentage }} over ${long}, and as much over ${short}; ${percent} % is promised. ${spent} of thirty days' budget is gone in ${long} at this rate.`,
        zh: `${long} 内为 {{ $value | humanizePercentage }}，${short} 内亦然；承诺为 ${percent} %。按此速度，${long} 即耗去三十天预算的 ${spent}。`,
      },
    };
  });
}

/** The share that may be bad, without the noise of binary fractions: 0.001 for 99.9. */
export function budgetOf(percent: number): number {
  return Number(((100 - percent) / 100).toPrecision(6));
}

function over(expression: string, window: string): string {
  return expression.replaceAll("$window", window);
}
