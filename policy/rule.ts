import type { PolicyConfigSchema, Severity } from "@pulumi/policy";
import type { Localized } from "../components/locale/localized.ts";
import type { PlannedResource, StackResource } from "./resource.ts";

/** Where a rule comes from: a benchmark's section, a standard's clause, or our own reason. */
export interface Source {
  /** Name and version as published, e.g. `CIS Alibaba Cloud Foundation Benchmark v2.0.0`. */
  readonly document: string;
  /** Section or clause. Absent where numbering differs between editions of the document. */
  readonly clause?: string;
  readonly topic: string;
}

/** One thing about a rule that an environment may set, in `policy/config/<stack>.json`. */
export interface Setting<T = unknown> {
  readonly schema: PolicyConfigSchema["properties"][string];
  /** The strictest sensible value: what holds where no configuration is given. */
  readonly default: T;
  readonly meaning: Localized;
}

export type Settings = Readonly<Record<string, Setting>>;
/** The values of a rule's settings, by name. */
export type SettingsOf<S extends Settings> = { readonly [K in keyof S]: S[K]["default"] };

/** What a check found. */
export type Finding =
  /** The rule is broken. `at` is the property path, where there is one. */
  | { readonly broken: Localized; readonly urn?: string }
  /**
   * A value that the rule needs is not known before the update. The engine asks again during `up`, before the
   * resource is touched (resource checks) or at its end (stack checks), when every value is known.
   */
  | { readonly undecided: string; readonly urn?: string };

/**
 * What mends a resource: values by dotted path (`spec.replicas`), a number for a place in a list. Only these places
 * change, so that what stands beside them stays secret or unknown as it was.
 */
export type Changes = Readonly<Record<string, unknown>>;

export interface RuleData<S extends Settings> {
  /** Stable identifier, shown in every message; the file's name. */
  readonly id: string;
  readonly severity: Severity;
  /** Level without configuration; `policy/config/<stack>.json` may lower it for an environment. */
  readonly level: "mandatory" | "advisory";
  readonly title: Localized;
  readonly rationale: Localized;
  readonly remediation: Localized;
  readonly sources: readonly Source[];
  readonly settings: S;
}

/**
 * A rule: its data first, then its checks. A check is a pure generator of findings.
 * `resource` sees the inputs of one resource before anything happens to it, in `preview` and again in `up`.
 * `stack` sees the outputs of all resources at the end, in `preview` and again in `up`.
 */
export interface Rule<S extends Settings = Settings> extends RuleData<S> {
  readonly resource?: {
    /** Type tokens that the check is for; the others cost nothing. */
    readonly types: ReadonlySet<string>;
    readonly check: (resource: PlannedResource, settings: SettingsOf<S>) => Iterable<Finding>;
    /**
     * Where one value is right for everybody: what to set, called when the check found something and the environment's
     * level is `remediate`. Nothing when this resource has to be mended by a person.
     */
    readonly remediate?: (resource: PlannedResource, settings: SettingsOf<S>) => Changes | undefined;
  };
  /**
   * Loads what the check of the stack needs, where that is too much for every start; once, before the first such check.
   * A module that the check itself required would go through the ways to load of whoever runs the pack.
   */
  readonly prepare?: () => Promise<void>;
  readonly stack?: (resources: readonly StackResource[], settings: SettingsOf<S>) => Iterable<Finding>;
}

/** A rule whose settings' types are no longer visible: what a list of rules holds. */
export type AnyRule = Omit<Rule, "resource" | "stack"> & {
  readonly resource?: {
    readonly types: ReadonlySet<string>;
    readonly check: (resource: PlannedResource, settings: never) => Iterable<Finding>;
    readonly remediate?: (resource: PlannedResource, settings: never) => Changes | undefined;
  };
  readonly stack?: (resources: readonly StackResource[], settings: never) => Iterable<Finding>;
};

/** Infers the settings' types from the data, so that a check's `settings` is typed by what the rule declares. */
export function defineRule<S extends Settings>(rule: Rule<S>): Rule<S> {
  return rule;
}

/** The defaults of a rule's settings. */
export function defaultsOf<S extends Settings>(settings: S): SettingsOf<S> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, setting.default]),
  ) as SettingsOf<S>;
}

/** Rules that answer one question of a reviewer; the folder `policy/rules/<id>`. */
export interface RuleGroup {
  readonly id: string;
  readonly title: Localized;
  readonly rules: readonly AnyRule[];
}
