import type { BillableResource } from "../resources/resource.ts";

/** A resource as `pulumi stack export` writes it, as far as its cost is asked. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly delete?: boolean;
  readonly external?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const VSPHERE_TAG = "vsphere:index/tag:Tag";
const VSPHERE_CATEGORY = "vsphere:index/tagCategory:TagCategory";

/** What exists and is this stack's, without what only waits for its deletion. */
export function billable(resources: readonly StateResource[]): readonly BillableResource[] {
  const byId = new Map(
    resources
      .filter(({ type, id }) => id !== undefined && (type === VSPHERE_TAG || type === VSPHERE_CATEGORY))
      .map((resource) => [resource.id as string, resource]),
  );
  return resources
    .filter((resource) => resource.custom && !resource.delete && !resource.external)
    .map((resource) => {
      const props = { ...resource.inputs, ...resource.outputs };
      return {
        urn: resource.urn,
        type: resource.type,
        name: resource.urn.split("::").at(-1) ?? "",
        props,
        tags: tagsOf(props, byId),
      };
    });
}

function tagsOf(
  { tags, labels }: Readonly<Record<string, unknown>>,
  byId: ReadonlyMap<string, StateResource>,
): Readonly<Record<string, string>> {
  if (Array.isArray(tags)) return Object.fromEntries(tags.flatMap((id) => vsphereTag(id, byId)));
  // Docker's labels are a list of pairs.
  if (Array.isArray(labels))
    return Object.fromEntries(
      labels.flatMap(({ label, value }) =>
        typeof label === "string" && typeof value === "string" ? [[label, value]] : [],
      ),
    );
  if (typeof tags !== "object" || tags === null) return {};
  return Object.fromEntries(
    Object.entries(tags).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

/** vCenter keeps ids: the value is the tag's name, the key its category's, behind `hougu-<environment>-`. */
function vsphereTag(id: unknown, byId: ReadonlyMap<string, StateResource>): [string, string][] {
  const tag = byId.get(String(id));
  const value = tag?.outputs?.name ?? tag?.inputs?.name;
  const category = byId.get(String(tag?.outputs?.categoryId ?? tag?.inputs?.categoryId));
  const key = category?.outputs?.name ?? category?.inputs?.name;
  if (typeof value !== "string" || typeof key !== "string") return [];
  return [[key.replace(/^[^-]+-[^-]+-/, ""), value]];
}
