import { readFileSync } from "node:fs";
import { TIERS, type Tier } from "../components/config/environment.ts";
import type { Localized } from "../components/locale/localized.ts";
import type { AnyRule } from "./rule.ts";

/** The key of the stack's configuration that says which environment it is. */
const ENVIRONMENT_KEY = "hougu:environment";

/**
 * The environment of the stack that is judged, from the stack's own configuration, which the engine hands to a pack
 * in PULUMI_CONFIG. Nothing when it isn't one of ours: then the pack stays at its strictest.
 */
export function environmentOf(env: Readonly<Record<string, string | undefined>>): Tier | undefined {
  try {
    const config = JSON.parse(env.PULUMI_CONFIG ?? "{}") as Readonly<Record<string, unknown>>;
    return TIERS.find((tier) => tier === config[ENVIRONMENT_KEY]);
  } catch {
    return undefined;
  }
}

/** What `policy/config/<environment>.json` says about a rule: a level, settings, or both, and always why. */
type Entry = {
  readonly enforcementLevel?: Level;
  readonly reason: Localized;
} & Readonly<Record<string, unknown>>;
/** `remediate` changes what breaks the rule, where the rule knows how; what it can't mend stops the run. */
export type Level = "mandatory" | "remediate" | "advisory" | "disabled";
export type Configuration = Readonly<Record<string, Entry>>;

/** What an environment relaxes or sets. */
export function configurationOf(environment: Tier): Configuration {
  return JSON.parse(
    readFileSync(new URL(`./config/${environment}.json`, import.meta.url), "utf8"),
  ) as Configuration;
}

/** The level at which a rule is enforced under a configuration. */
export function levelOf(rule: AnyRule, configuration: Configuration): Level {
  return configuration[rule.id]?.enforcementLevel ?? rule.level;
}

/** What a configuration changes of a rule's settings. */
export function settingsOf(rule: AnyRule, configuration: Configuration): Readonly<Record<string, unknown>> {
  const entry = configuration[rule.id];
  if (entry === undefined) return {};
  const { enforcementLevel: _level, reason: _reason, ...settings } = entry;
  return settings;
}

/**
 * A configuration as a pack tells it to the engine: with the level of every rule, because there an entry without one
 * would count as advisory, whatever the rule says.
 */
export function initialConfigOf(
  rules: readonly AnyRule[],
  configuration: Configuration,
): Readonly<Record<string, { readonly enforcementLevel: Level } & Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      { ...settingsOf(rule, configuration), enforcementLevel: levelOf(rule, configuration) },
    ]),
  );
}
