import type { Severity } from "@pulumi/policy";
import type { Level } from "../environment.ts";
import { messages } from "./protocol.ts";

/** The engine's number for a level. */
export function levelTo(level: Level): 0 | 1 | 2 | 3 {
  const { ADVISORY, MANDATORY, DISABLED, REMEDIATE } = messages.analyzer.EnforcementLevel;
  return { advisory: ADVISORY, mandatory: MANDATORY, disabled: DISABLED, remediate: REMEDIATE }[level];
}

/** A level by the engine's number; one that nobody knows stops a run. */
export function levelFrom(number: number): Level {
  const { ADVISORY, DISABLED, REMEDIATE } = messages.analyzer.EnforcementLevel;
  if (number === ADVISORY) return "advisory";
  if (number === REMEDIATE) return "remediate";
  return number === DISABLED ? "disabled" : "mandatory";
}

export function severityTo(severity: Severity) {
  const {
    POLICY_SEVERITY_LOW: low,
    POLICY_SEVERITY_MEDIUM: medium,
    POLICY_SEVERITY_HIGH: high,
    POLICY_SEVERITY_CRITICAL: critical,
    POLICY_SEVERITY_UNSPECIFIED: unspecified,
  } = messages.analyzer.PolicySeverity;
  return { low, medium, high, critical, unspecified }[severity];
}
