import type { Attributes, CloudObject, Value } from "../cloud/object.ts";
import {
  coerced,
  factsOf,
  isAbsent,
  isInput,
  isRecord,
  own,
  type Property,
  sameProperty,
  withDefaults,
} from "../facts/facts.ts";
import type { Mapping } from "./mapping.ts";
import type { Values } from "./wire.ts";

/** The inputs of a resource as attributes of what it stands for. */
export function toAttributes(mapping: Mapping, inputs: Values): Attributes {
  const { synonyms = {}, providerOnly = [] } = mapping;
  const attributes: Record<string, Value> = {};
  for (const [name, value] of Object.entries(coerced(mapping.token, withDefaults(mapping.token, inputs)))) {
    if (isAbsent(value) || name.startsWith("__") || providerOnly.includes(name)) continue;
    const canonical = own(synonyms, name) ?? name;
    // The first name wins when both are given; which of them a provider accepts is for the facts to say.
    if (canonical === name || isAbsent(own(inputs, canonical))) attributes[canonical] = value as Value;
  }
  return mapping.toAttributes ? mapping.toAttributes(attributes) : attributes;
}

/**
 * The properties of a resource: what the cloud says of its object, under each of a property's names, and the inputs that
 * the cloud never sees, which a provider keeps as they were given.
 */
export function toProperties(mapping: Mapping, object: CloudObject, inputs: Values): Record<string, unknown> {
  const facts = factsOf(mapping.token) ?? {};
  const { synonyms = {}, providerOnly = [], written = {}, older = [] } = mapping;
  const all: Attributes = { ...written, ...object.attributes, ...mapping.toProperties?.(object) };
  const named = {
    ...all,
    ...Object.fromEntries(
      Object.entries(synonyms)
        .filter(([name]) => !older.includes(name) || !isAbsent(own(inputs, name)))
        .map(([name, canonical]) => [name, own(all, canonical) ?? null]),
    ),
  };
  const kept = Object.fromEntries(
    providerOnly.filter((name) => !isAbsent(own(inputs, name))).map((name) => [name, inputs[name]]),
  );
  const known = Object.entries(named).filter(
    ([name, value]) => Object.hasOwn(facts, name) && !isAbsent(value),
  );
  const properties = { ...Object.fromEntries(known), ...kept };
  const ignored = mapping.ignored?.(properties as Attributes) ?? [];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !ignored.includes(name)));
}

/**
 * The inputs that would make a resource as it is now: what was given, with the cloud's values where they differ. An input
 * that the cloud has in another form but means the same stays as it was written.
 */
export function inputsNow(mapping: Mapping, given: Values, properties: Values): Record<string, unknown> {
  const facts = factsOf(mapping.token) ?? {};
  const ignored = mapping.ignored?.(properties as Attributes) ?? [];
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const property = own(facts, name);
      const now = own(properties, name);
      if (property === undefined || name.startsWith("__")) return [name, value];
      // Gone from the cloud: an empty value of the same kind says so, unless the cloud never shows it.
      if (isAbsent(now)) {
        return [name, isShown(mapping, name) && !ignored.includes(name) ? emptyOf(value) : value];
      }
      return [name, valueNow(property, value, now)];
    }),
  );
}

/** In objects, also those of a list, only what was given is looked at: other keys are the provider's own. */
function valueNow(property: Property | undefined, given: unknown, now: unknown): unknown {
  const inner = property?.type === "map" ? undefined : property?.properties;
  if (inner && isRecord(given) && isRecord(now)) {
    return Object.fromEntries(
      Object.entries(given).map(([key, value]) => {
        const current = own(now, key);
        return [key, isAbsent(current) ? value : valueNow(own(inner, key), value, current)];
      }),
    );
  }
  if (inner && Array.isArray(given) && Array.isArray(now) && given.length === now.length) {
    const item: Property = { type: "object", properties: inner };
    return given.map((value, index) => valueNow(item, value, now[index]));
  }
  return sameProperty(property, given, now) ? given : now;
}

function isShown({ providerOnly = [], synonyms = {} }: Mapping, name: string): boolean {
  return !providerOnly.includes(name) && !Object.hasOwn(synonyms, name);
}

function emptyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === "object" && value !== null) return {};
  return typeof value === "string" ? "" : value;
}

/** The inputs of an object that nobody has described yet (`pulumi import`): all that differs from the defaults. */
export function inputsOfImported(mapping: Mapping, properties: Values): Record<string, unknown> {
  const facts = factsOf(mapping.token) ?? {};
  return Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => {
      const property = own(facts, name);
      if (property === undefined || !isInput(property) || property.deprecated) return false;
      return !sameProperty(property, value, property.default);
    }),
  );
}
