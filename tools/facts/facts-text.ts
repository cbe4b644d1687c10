import type { FactsFile, Properties, Property } from "../../sandbox/facts/types.ts";

/** The order in which a property's facts are written, so that the same facts are always the same text. */
const ORDER: readonly (keyof Property)[] = [
  "type",
  "item",
  "required",
  "optional",
  "computed",
  "autoName",
  "replaces",
  "secret",
  "deprecated",
  "removed",
  "default",
  "oneOf",
  "between",
  "length",
  "minItems",
  "maxItems",
  "conflictsWith",
  "requiredWith",
  "atLeastOneOf",
  "exactlyOneOf",
  "declaredOnly",
  "properties",
];

/** Facts as text: one resource a line, resources and properties sorted by name. */
export function factsText(facts: FactsFile): string {
  const head = `{"provider": ${JSON.stringify(facts.provider)}, "sdk": ${JSON.stringify(facts.sdk)}, "upstream": ${JSON.stringify(facts.upstream)}, "resources": {`;
  const lines = Object.keys(facts.resources)
    .sort()
    .map((token) => `${JSON.stringify(token)}: ${JSON.stringify(sorted(facts.resources[token] ?? {}))}`);
  return `${head}\n${lines.join(",\n")}\n}}\n`;
}

function sorted(properties: Properties): Properties {
  const names = Object.keys(properties).sort();
  return Object.fromEntries(names.map((name) => [name, ordered(properties[name] as Property)]));
}

function ordered(property: Property): Property {
  const entries = ORDER.filter((key) => property[key] !== undefined).map((key) => [
    key,
    key === "properties" ? sorted(property.properties ?? {}) : property[key],
  ]);
  return Object.fromEntries(entries) as Property;
}
