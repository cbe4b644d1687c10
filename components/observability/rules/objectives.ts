import type { MiniProgramName } from "../../config/environment.ts";
import { CALLS_TOTAL, DURATION_BUCKET, DURATION_COUNT } from "../../tracing/span-metrics.ts";
import { alertsOfObjective, type Objective, recordingsOf } from "./burn-rate.ts";
import type { RuleGroup } from "./rule.ts";

/** What is promised to the users of a mini-program. */
export interface Promised {
  readonly miniProgram: MiniProgramName;
  readonly displayName: string;
  /** Percent of requests that don't fail for a reason of ours. */
  readonly availabilityPercent: number;
  /** Milliseconds within which 99 % of requests are answered. */
  readonly latencyP99Ms: number;
}

/** The collectors count spans before sampling: each request as the server saw it. */
const SERVER = 'span_kind="SPAN_KIND_SERVER"';

/** A promise about the 99th percentile is one about 99 % of the requests. */
const LATENCY_PERCENT = 99;

/** Both promises of each mini-program as objectives. */
export function objectivesOf(promised: readonly Promised[]): Objective[] {
  return promised.flatMap(({ miniProgram, displayName, availabilityPercent, latencyP99Ms }) => {
    const requests = `service_namespace="${miniProgram}",${SERVER}`;
    const labels = { mini_program: miniProgram };
    const within = `${DURATION_BUCKET}{${requests},le=~"${limitOf(latencyP99Ms)}"}`;
    return [
      {
        name: `${miniProgram}Availability`,
        kind: "Availability",
        percent: availabilityPercent,
        bad: `sum(rate(${CALLS_TOTAL}{${requests},status_code="STATUS_CODE_ERROR"}[$window]))`,
        all: `sum(rate(${CALLS_TOTAL}{${requests}}[$window]))`,
        labels,
        runbook: "requests-fail",
        what: { en: `Requests of ${displayName} that fail`, zh: `${displayName} 的失败请求` },
      },
      {
        name: `${miniProgram}Latency`,
        kind: "Latency",
        percent: LATENCY_PERCENT,
        bad: `(sum(rate(${DURATION_COUNT}{${requests}}[$window])) - sum(rate(${within}[$window])))`,
        all: `sum(rate(${DURATION_COUNT}{${requests}}[$window]))`,
        labels,
        runbook: "requests-slow",
        what: {
          en: `Requests of ${displayName} that take longer than ${latencyP99Ms} ms`,
          zh: `${displayName} 超过 ${latencyP99Ms} 毫秒的请求`,
        },
      },
    ];
  });
}

/** A histogram's limit as its label has it: `0.5`; a whole number with or without `.0`, by the format of the scrape. */
function limitOf(milliseconds: number): string {
  const seconds = String(milliseconds / 1000);
  return seconds.includes(".") ? seconds.replace(".", "\\\\.") : `${seconds}(\\\\.0)?`;
}

/** Shares of bad requests over six windows, and the alerts about how fast they use up what is promised. */
export function objectiveRules(promised: readonly Promised[]): RuleGroup[] {
  const objectives = objectivesOf(promised);
  return [
    { name: "slo-ratios", rules: objectives.flatMap(recordingsOf) },
    { name: "slo-budgets", rules: objectives.flatMap(alertsOfObjective) },
  ];
}
