import type { Deployment, ExportedResource } from "../stack/deployment.ts";

/** Places where two redacted states of one key have another digest: `urn path`, sorted. */
export function changedSecrets(before: Deployment, after: Deployment): readonly string[] {
  const [old, now] = [digestsOf(before), digestsOf(after)];
  return [...now]
    .filter(([place, digest]) => old.has(place) && old.get(place) !== digest)
    .map(([place]) => place)
    .sort();
}

function digestsOf({ resources = [] }: Deployment): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  const visit = (urn: string, path: string, value: unknown): void => {
    if (typeof value === "string") {
      if (value.includes("hmac-")) digests.set(`${urn} ${path}`, value);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value))
        visit(urn, path === "" ? name : `${path}.${name}`, inner);
    }
  };
  for (const { urn, inputs, outputs } of resources as readonly ExportedResource[]) {
    visit(urn, "", { inputs, outputs });
  }
  return digests;
}
