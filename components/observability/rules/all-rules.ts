import { brokerRules } from "./brokers.ts";
import { edgeRules } from "./edges.ts";
import { hostRules } from "./hosts.ts";
import { monitoringRules } from "./monitoring.ts";
import { objectiveRules, type Promised } from "./objectives.ts";
import { outsideRules } from "./outside.ts";
import type { RuleGroup } from "./rule.ts";
import { storeRules } from "./stores.ts";
import { traceRules } from "./traces.ts";

/** Every rule of an environment. Pure. */
export function allRules(promised: readonly Promised[]): readonly RuleGroup[] {
  return [
    ...objectiveRules(promised),
    outsideRules,
    edgeRules,
    brokerRules,
    storeRules,
    hostRules,
    traceRules,
    monitoringRules,
  ];
}
