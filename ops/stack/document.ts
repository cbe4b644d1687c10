import { type Counts, countsOf, type PolicyFinding, type UpdateState } from "../progress/update-state.ts";

/** A resource that an operation changed, for programs that read `--json`. */
export interface ChangeDocument {
  readonly name: string;
  readonly type: string;
  readonly urn: string;
  readonly change: string;
  readonly properties: readonly string[];
}

export interface PolicyDocument {
  readonly mandatory: readonly PolicyFinding[];
  readonly advisory: readonly PolicyFinding[];
}

/** What every operation's JSON says; failures add `error`. */
export interface OperationDocument {
  readonly summary: Counts;
  readonly policy: PolicyDocument;
  readonly changes: readonly ChangeDocument[];
  /** Finished steps of changed resources in the order in which they ended. */
  readonly steps: readonly { readonly name: string; readonly step: string }[];
  readonly durationMs: number;
}

export function documentOf(state: UpdateState): OperationDocument {
  const changed = [...state.resources.values()].filter(({ change }) => change !== "same");
  const names = new Map(changed.map(({ urn, name }) => [urn, name]));
  return {
    summary: countsOf(state),
    policy: policyDocument(state.policies),
    changes: changed.map(({ name, type, urn, change, properties }) => ({
      name,
      type,
      urn,
      change,
      properties,
    })),
    steps: state.steps.flatMap(({ urn, step }) => {
      const name = names.get(urn);
      return name === undefined || step === "same" ? [] : [{ name, step }];
    }),
    durationMs: (state.endedAt ?? state.startedAt) - state.startedAt,
  };
}

export function policyDocument(findings: readonly PolicyFinding[]): PolicyDocument {
  return {
    mandatory: findings.filter(({ level }) => level === "mandatory"),
    advisory: findings.filter(({ level }) => level === "advisory"),
  };
}
