/**
 * What the real providers say about their resources: what is accepted, what is filled in, what replaces. The sandbox
 * and the tests judge by it, so that neither rests on somebody's memory.
 */
import { requireFacts } from "./load.ts";
import type { Properties } from "./types.ts";
import { isInput, joinPath } from "./value.ts";

export { changesBetween, type InputChange, isWithin, sameProperty } from "./changes.ts";
export { checkInputs, type InputProblem } from "./check.ts";
export { coerced } from "./coerce.ts";
export { withDefaults } from "./defaults.ts";
export { factsFile, factsOf, functionFactsOf, knownTokens, PROVIDERS, type ProviderName } from "./load.ts";
export { replacedBy } from "./replace.ts";
export type { FactsFile, Kind, Properties, Property, ResourceFacts } from "./types.ts";
export {
  type IsUnknown,
  isAbsent,
  isInput,
  isProtocolUnknown,
  isRecord,
  own,
  UNKNOWN,
} from "./value.ts";

/**
 * Names of the properties that the provider fills when nobody gives them, outputs included.
 * @throws for a type whose facts aren't kept.
 */
export function computedOf(token: string): string[] {
  return namesWhere(requireFacts(token), (name, facts) => facts[name]?.computed === true);
}

/**
 * Names of the properties that can't be given at all.
 * @throws for a type whose facts aren't kept.
 */
export function outputsOnlyOf(token: string): string[] {
  return namesWhere(requireFacts(token), (name, facts) => {
    const property = facts[name];
    return property !== undefined && !isInput(property);
  });
}

/**
 * The property that the official package fills from the resource's logical name when it isn't given.
 * @throws for a type whose facts aren't kept.
 */
export function autoNameOf(token: string): string | undefined {
  const facts = requireFacts(token);
  return Object.keys(facts).find((name) => facts[name]?.autoName === true);
}

/**
 * Paths of the secret properties, nested ones included, e.g. `clone.customize.windowsOptions.adminPassword`.
 * @throws for a type whose facts aren't kept.
 */
export function secretsOf(token: string): string[] {
  return secretPaths(requireFacts(token), "");
}

function secretPaths(properties: Properties, path: string): string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const at = joinPath(path, name);
    if (property.secret) {
      return [at];
    }
    return property.properties ? secretPaths(property.properties, at) : [];
  });
}

function namesWhere(facts: Properties, keep: (name: string, facts: Properties) => boolean): string[] {
  return Object.keys(facts).filter((name) => keep(name, facts));
}
