import type { Kind, Properties, Property } from "../../sandbox/facts/types.ts";
import type { Declared, DeclaredProperty, DeclaredResource, DeclaredType } from "./declarations.ts";
import { resolveReferences } from "./references.ts";

/** A property as the provider's own schema has it, before the SDK's conventions are applied. */
export type SchemaProperty = Omit<Property, "properties"> & {
  readonly properties?: Readonly<Record<string, SchemaProperty>>;
};
export type SchemaProperties = Readonly<Record<string, SchemaProperty>>;

const SCALARS: ReadonlySet<Kind> = new Set(["boolean", "integer", "number", "string"]);

/**
 * Joins what the provider's schema says with what the npm package declares. The schema knows what is accepted and
 * what replaces; the declarations decide names, what is required, and whether a list of at most one is one item.
 */
export function reconcile(schema: SchemaProperties, declared: DeclaredResource): Properties {
  return resolveReferences(merge(schema, declared.inputs, declared.outputs));
}

/** The same for a provider whose npm package isn't at hand: by the rules that the bridge itself follows. */
export function byConvention(schema: SchemaProperties, options: { autoName: boolean }): Properties {
  const converted: Record<string, Property> = {};
  for (const [name, property] of Object.entries(schema)) {
    if (property.removed) {
      continue;
    }
    // The official package names a resource by itself: `SetAutonaming` makes an input `name` optional.
    const autoName = options.autoName && name === "name" && property.required === true;
    converted[name] = withNested(
      autoName ? { ...withoutRequired(property), autoName } : property,
      isSingle(property),
      property.properties && nestedByConvention(property.properties),
    );
  }
  return resolveReferences(converted);
}

function nestedByConvention(schema: SchemaProperties): Properties {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([, property]) => !property.removed)
      .map(([name, property]) => [
        name,
        withNested(
          property,
          isSingle(property),
          property.properties && nestedByConvention(property.properties),
        ),
      ]),
  );
}

function isSingle(property: SchemaProperty): boolean {
  return (property.type === "list" || property.type === "set") && property.maxItems === 1;
}

function merge(schema: SchemaProperties, inputs: Declared, outputs: Declared): Properties {
  const renamed = withDeclaredNames(schema, inputs, outputs);
  const merged: Record<string, Property> = {};
  for (const name of new Set([...Object.keys(renamed), ...inputs.keys(), ...outputs.keys()])) {
    const property = renamed[name];
    const input = inputs.get(name);
    const declaration = input ?? outputs.get(name);
    if (declaration === undefined) {
      continue; // removed upstream, so the package has dropped it
    }
    merged[name] = property
      ? mergeProperty(property, declaration, input !== undefined)
      : declaredProperty(declaration, input !== undefined);
  }
  return merged;
}

function mergeProperty(property: SchemaProperty, declaration: DeclaredProperty, isInput: boolean): Property {
  const declaredObject = innerObject(declaration.type);
  const nested =
    property.properties && (declaredObject ? mergeNested(property.properties, declaredObject) : undefined);
  const single =
    (property.type === "list" || property.type === "set") &&
    declaration.type.kind !== "list" &&
    declaration.type.kind !== "any";
  const settable = property.required === true || property.optional === true;
  let base = property;
  if (!isInput) {
    base = { ...withoutRequired(property), optional: undefined, computed: true };
  } else if (property.required && !declaration.required) {
    base = { ...withoutRequired(property), ...(property.type === "string" ? { autoName: true } : {}) };
  } else if (settable && !property.required && declaration.required) {
    base = { ...property, optional: undefined, required: true };
  }
  if (property.type === "map" && declaration.type.kind === "object") {
    return withNested({ ...base, type: "object", item: undefined }, false, nested);
  }
  return withNested(base, single, nested);
}

/** In a nested object the declarations list outputs among the inputs, so there they settle names, not direction. */
function mergeNested(schema: SchemaProperties, declared: Declared): Properties {
  const merged: Record<string, Property> = {};
  const renamed = withDeclaredNames(schema, declared, new Map());
  for (const [name, declaration] of declared) {
    const property = renamed[name];
    if (property === undefined) {
      merged[name] = declaredProperty(declaration, true);
    } else if (property.required || property.optional) {
      merged[name] = mergeProperty(property, declaration, true);
    } else {
      merged[name] = mergeProperty(property, declaration, false);
    }
  }
  return merged;
}

function withNested(property: SchemaProperty, single: boolean, nested: Properties | undefined): Property {
  const { properties: _, ...rest } = property;
  if (!single) {
    return nested ? { ...rest, properties: nested } : rest;
  }
  const { item, minItems: _min, maxItems: _max, ...scalar } = rest;
  return { ...scalar, type: item ?? "any", ...(nested ? { properties: nested } : {}) };
}

function withoutRequired(property: SchemaProperty): SchemaProperty {
  const { required, ...rest } = property;
  return required ? { ...rest, optional: true } : rest;
}

function declaredProperty(declaration: DeclaredProperty, isInput: boolean): Property {
  const direction = !isInput
    ? { computed: true }
    : declaration.required
      ? { required: true }
      : { optional: true };
  const { type } = declaration;
  const object = innerObject(type);
  return {
    type: kindOf(type),
    ...direction,
    ...("values" in type ? { oneOf: type.values } : {}),
    ...(type.kind === "list" || type.kind === "map" ? { item: kindOf(type.item) } : {}),
    ...(object
      ? {
          properties: Object.fromEntries(
            [...object].map(([name, nested]) => [name, declaredProperty(nested, isInput)]),
          ),
        }
      : {}),
    declaredOnly: true,
  };
}

function kindOf(type: DeclaredType): Kind {
  return type.kind;
}

function innerObject(type: DeclaredType): Declared | undefined {
  if (type.kind === "list" || type.kind === "map") {
    return innerObject(type.item);
  }
  return type.kind === "object" ? type.properties() : undefined;
}

/** Some names differ in number or case only (`serverlessConfig`, `serverlessConfigs`); the declared one is right. */
function withDeclaredNames(schema: SchemaProperties, inputs: Declared, outputs: Declared): SchemaProperties {
  const names = [...inputs.keys(), ...outputs.keys()];
  const free = new Map(names.filter((name) => !(name in schema)).map((name) => [stem(name), name]));
  const renamed: Record<string, SchemaProperty> = {};
  for (const [name, property] of Object.entries(schema)) {
    const declared = inputs.has(name) || outputs.has(name) ? name : (free.get(stem(name)) ?? name);
    renamed[declared] = property;
  }
  return renamed;
}

function stem(name: string): string {
  return name.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
}

export function isScalar(kind: Kind | undefined): boolean {
  return kind !== undefined && SCALARS.has(kind);
}
