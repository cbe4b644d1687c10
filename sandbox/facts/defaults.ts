import { requireFacts } from "./load.ts";
import type { Properties } from "./types.ts";
import { isAbsent, isRecord, own } from "./value.ts";

type Inputs = Readonly<Record<string, unknown>>;

/**
 * The inputs with the provider's own defaults for what isn't given, also in nested objects that are. A default that
 * conflicts with something given is left out. `inputs` is not changed.
 *
 * @throws for a type whose facts aren't kept.
 */
export function withDefaults(token: string, inputs: Inputs): Record<string, unknown> {
  const root = requireFacts(token);
  return filled(root, inputs, (name) => !isAbsent(own(inputs, name)));
}

function filled(
  properties: Properties,
  value: Inputs,
  isGiven: (name: string) => boolean,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...value };
  for (const [name, property] of Object.entries(properties)) {
    const current = own(result, name);
    if (isAbsent(current)) {
      const excluded = property.conflictsWith?.some(isGiven) ?? false;
      // A default never brings back a property that nobody should use any more.
      if (isWorthSetting(property.default) && !excluded && !property.deprecated) {
        result[name] = property.default;
      }
    } else if (property.properties) {
      result[name] = nested(property.properties, current, isGiven);
    }
  }
  return result;
}

function nested(properties: Properties, value: unknown, isGiven: (name: string) => boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => nested(properties, item, isGiven));
  }
  return isRecord(value) ? filled(properties, value, isGiven) : value;
}

/** False, 0 and "" are what an absent value means anyway; the bridge doesn't spell them out and neither does this. */
function isWorthSetting(value: unknown): boolean {
  return value !== undefined && value !== false && value !== 0 && value !== "";
}
