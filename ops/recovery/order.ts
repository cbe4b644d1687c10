import type { ExportedResource } from "../stack/deployment.ts";

/**
 * The resources with each behind all that it refers to, as the engine demands of a state; what needn't move stays
 * where it is.
 */
export function inOrder(resources: readonly ExportedResource[]): ExportedResource[] {
  const living = new Map(
    resources.filter((resource) => resource.delete !== true).map((resource) => [resource.urn, resource]),
  );
  const ordered = new Set<ExportedResource>();
  const begun = new Set<ExportedResource>();
  const visit = (resource: ExportedResource) => {
    // Begun and not yet in order: a circle, which no engine writes. Better a wrong order than no end.
    if (begun.has(resource)) return;
    begun.add(resource);
    for (const urn of referencesOf(resource)) {
      const other = living.get(urn);
      if (other !== undefined) visit(other);
    }
    ordered.add(resource);
  };
  for (const resource of resources) visit(resource);
  return [...ordered];
}

/** URNs that a resource needs before itself. */
export function referencesOf({ parent, dependencies, provider }: ExportedResource): readonly string[] {
  return [
    ...(parent ? [parent] : []),
    ...(dependencies ?? []),
    // A provider is named by its URN and its id: `urn:...::name::id`.
    ...(provider ? [provider.slice(0, provider.lastIndexOf("::"))] : []),
  ];
}
