import type { Localized } from "../../locale/localized.ts";

/** `page` wakes somebody up; `ticket` is for the next working day. */
export type Severity = "page" | "ticket";

/** A condition that somebody must hear of. */
export interface Alert {
  /** Upper camel case; its page in docs/runbooks has the same name with hyphens, unless {@link runbook} says otherwise. */
  readonly alert: string;
  /** Page in docs/runbooks, without `.md`, where several alerts share one. */
  readonly runbook?: string;
  /** PromQL; it holds for each series that it returns. */
  readonly expr: string;
  /** How long it must hold, e.g. `5m`; it speaks at once when absent. */
  readonly for?: string;
  /** How long it goes on after it holds no more, so that it doesn't flap. */
  readonly keepFiringFor?: string;
  readonly severity: Severity;
  /** Labels beside severity; those of the expression's series come by themselves. */
  readonly labels?: Readonly<Record<string, string>>;
  /** One line that says what is wrong with what; Prometheus' template language. */
  readonly summary: Localized;
  /** What it means for users, and what the value was. */
  readonly description: Localized;
}

/** An expression that is worked out once and kept under a name of its own: `level:metric:operations`. */
export interface Recording {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Rules that are evaluated one after the other, at the same time. */
export interface RuleGroup {
  readonly name: string;
  /** Seconds between two evaluations; the server's own when absent. */
  readonly intervalSeconds?: number;
  readonly rules: readonly (Alert | Recording)[];
}

export function isAlert(rule: Alert | Recording): rule is Alert {
  return "alert" in rule;
}

/** Every alert of some groups. */
export function alertsOf(groups: readonly RuleGroup[]): readonly Alert[] {
  return groups.flatMap(({ rules }) => rules.filter(isAlert));
}

/** The page in docs/runbooks that tells what to do about an alert, without `.md`: `host-unreachable` for `HostUnreachable`. */
export function runbookOf({ alert, runbook }: Pick<Alert, "alert" | "runbook">): string {
  return runbook ?? alert.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}
