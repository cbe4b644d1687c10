import type { MiniProgramName } from "../config/environment.ts";
import type { Settings } from "./collector-configuration.ts";

export interface SamplingArgs {
  /** Milliseconds above which a trace of a mini-program is slow: the latencyP99Ms of its SLO. */
  readonly slowMs: Readonly<Partial<Record<MiniProgramName, number>>>;
  /** Share of the other traces that is kept, in percent; 0 keeps none. */
  readonly keptPercent: number;
  /** New traces a second at the busiest hour, on this sampler. */
  readonly tracesPerSecond: number;
  /**
   * Seconds from a trace's first span to the decision; {@link DECISION_SECONDS} by default.
   */
  readonly decisionSeconds?: number;
}

/**
 * SDKs send what they have each 5 s (OTEL_BSP_SCHEDULE_DELAY), a message may wait in a queue for some more, and the longest
 * request takes Nginx's patience of a minute only when it fails, which its own error tells. Late spans follow the decision:
 * after a sampler was away for long, halves of a trace that come from two relays may be judged apart.
 */
export const DECISION_SECONDS = 15;

/** Traces that an hour's peak may bring above the configured number. */
const PEAK = 2;
/** Decisions are remembered so much longer than spans: a late span's trace is then whole, or absent. */
const MEMORY_OF_DECISIONS = 10;

/** Keeps what failed, what was slow by its mini-program's own SLO, and a share of the rest, once a trace is whole. */
export function tailSampling(args: SamplingArgs): Settings {
  const { slowMs, keptPercent, tracesPerSecond, decisionSeconds = DECISION_SECONDS } = args;
  const traces = Math.ceil(tracesPerSecond * decisionSeconds * PEAK);
  return {
    decision_wait: `${decisionSeconds}s`,
    num_traces: traces,
    expected_new_traces_per_sec: tracesPerSecond,
    decision_cache: {
      sampled_cache_size: traces * MEMORY_OF_DECISIONS,
      non_sampled_cache_size: traces * MEMORY_OF_DECISIONS,
    },
    // The first that holds decides: the others' answers would change nothing.
    sample_on_first_match: true,
    policies: [
      { name: "failed", type: "status_code", status_code: { status_codes: ["ERROR"] } },
      ...Object.entries(slowMs).map(([miniProgram, milliseconds]) => slow(miniProgram, milliseconds)),
      ...(keptPercent > 0
        ? [
            {
              name: "share",
              type: "probabilistic",
              // The same salt on all samplers: a trace id is kept or not, wherever it is asked.
              probabilistic: { hash_salt: "hougu", sampling_percentage: keptPercent },
            },
          ]
        : []),
    ],
  };
}

function slow(miniProgram: string, milliseconds: number): Settings {
  return {
    name: `slow-${miniProgram}`,
    type: "and",
    and: {
      and_sub_policy: [
        {
          name: "its-own",
          type: "string_attribute",
          string_attribute: { key: "service.namespace", values: [miniProgram] },
        },
        { name: "slow", type: "latency", latency: { threshold_ms: milliseconds } },
      ],
    },
  };
}
