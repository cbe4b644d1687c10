import { isUnknown, madeOf, type StackResource, textOf } from "./resource.ts";

/** Resources of one type. */
export function ofType(resources: readonly StackResource[], ...types: readonly string[]): StackResource[] {
  return resources.filter((resource) => types.includes(resource.type));
}

/**
 * True when a property leads to a resource: by what the engine knows about dependencies, also in a preview, or by the
 * resource's id or name, where the program wrote that as text.
 */
export function leadsTo(from: StackResource, property: string, target: StackResource, ...names: string[]) {
  if (madeOf(from, property, target.type).some((source) => source.urn === target.urn)) return true;
  const value = from.props[property];
  if (isUnknown(value)) return false;
  const text = textOf(value);
  return text !== undefined && ["id", ...names].some((name) => target.props[name] === text);
}
