import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { PolicyFinding } from "./update-state.ts";

/** An event of the engine that its types for Node don't know yet (pulumi/pulumi, sdk/go/common/apitype/events.go). */
interface PolicyRemediationEvent {
  readonly resourceUrn?: string;
  readonly policyName: string;
  readonly policyPackName: string;
  /** Inputs as the program gave them, and as the rule left them. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** What a rule has changed of a resource: the properties by name alone, for the values may be secret. */
export function remediationIn(event: EngineEvent): PolicyFinding | undefined {
  const { policyRemediationEvent: told } = event as {
    readonly policyRemediationEvent?: PolicyRemediationEvent;
  };
  if (told === undefined) return undefined;
  const { policyName, policyPackName, resourceUrn, before = {}, after = {} } = told;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort();
  return {
    policy: policyName,
    pack: policyPackName,
    level: "advisory",
    ...(resourceUrn && { urn: resourceUrn }),
    message: changed.map((name) => `~ ${name}`).join(", "),
    remediated: true,
  };
}
