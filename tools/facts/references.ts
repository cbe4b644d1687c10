import type { Properties } from "../../sandbox/facts/types.ts";

/** The facts of a property that name other properties. */
const RELATIONS = ["conflictsWith", "requiredWith", "atLeastOneOf", "exactlyOneOf"] as const;

/**
 * Rewrites the relations between properties from upstream's notation (`clone.0.customize.0.windows_options`) to
 * paths of this SDK (`clone.customize.windowsOptions`). A path that leads to nothing any more is left out: what it
 * named has been removed, so it can't be given either.
 */
export function resolveReferences(properties: Properties): Properties {
  const rewrite = (level: Properties): Properties =>
    Object.fromEntries(
      Object.entries(level).map(([name, property]) => [
        name,
        {
          ...property,
          ...Object.fromEntries(RELATIONS.map((key) => [key, resolved(property[key], properties)])),
          ...(property.properties ? { properties: rewrite(property.properties) } : {}),
        },
      ]),
    );
  return rewrite(properties);
}

function resolved(paths: readonly string[] | undefined, root: Properties): string[] | undefined {
  const known = (paths ?? []).map((path) => resolvePath(path, root)).filter((path) => path !== undefined);
  return known.length > 0 ? known : undefined;
}

function resolvePath(path: string, root: Properties): string | undefined {
  let level: Properties | undefined = root;
  const names: string[] = [];
  for (const segment of path.split(".").filter((part) => !/^\d+$/.test(part))) {
    const name = nameIn(segment, level);
    if (name === undefined) {
      return undefined;
    }
    names.push(name);
    level = level?.[name]?.properties;
  }
  return names.join(".");
}

/** Pulumi's name for an upstream segment: camel case, and plural where the value is a list. */
function nameIn(segment: string, level: Properties | undefined): string | undefined {
  const camel = segment.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const candidates = [camel, `${camel}s`, `${camel}es`, camel.replace(/y$/, "ies")];
  return candidates.find((candidate) => level !== undefined && candidate in level);
}
