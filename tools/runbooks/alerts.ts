import { allRules } from "../../components/observability/rules/all-rules.ts";
import type { Promised } from "../../components/observability/rules/objectives.ts";
import { type Alert, alertsOf } from "../../components/observability/rules/rule.ts";

/** What is promised to whom changes an alert's limits, and neither its name nor its page. */
const ANY_PROMISE: Promised = {
  miniProgram: "artist",
  displayName: "",
  availabilityPercent: 99.9,
  latencyP99Ms: 500,
};

/** Every alert that an environment may have, once. */
export function everyAlert(): readonly Alert[] {
  return alertsOf(allRules([ANY_PROMISE]));
}
