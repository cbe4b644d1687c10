import {
  isUnknown,
  madeOf,
  objectOf,
  type StackResource,
  textOf,
  UNKNOWN,
  type Unknown,
} from "./resource.ts";
import { VSPHERE_CUSTOM_ATTRIBUTE, VSPHERE_TAG, VSPHERE_TAG_CATEGORY } from "./types.ts";

/** Tags by key; a value may not be known yet. */
export type Tags = ReadonlyMap<string, string | Unknown>;

/** Tags of a resource of Alibaba Cloud: the map `tags`. UNKNOWN when the map itself is not known yet. */
export function mapTags(value: unknown): Tags | Unknown {
  if (isUnknown(value)) return UNKNOWN;
  const tags = new Map<string, string | Unknown>();
  for (const [key, tag] of Object.entries(objectOf(value) ?? {})) {
    if (isUnknown(tag)) tags.set(key, UNKNOWN);
    else if (typeof tag === "string") tags.set(key, tag);
  }
  return tags;
}

/**
 * Tags of a resource of vSphere. vCenter keeps ids only, so the keys come from the tag's category and from the
 * custom attribute's definition, which the engine's dependencies lead to, in a preview too.
 */
export function vsphereTags(resource: StackResource): Tags {
  const tags = new Map<string, string | Unknown>();
  for (const tag of madeOf(resource, "tags", VSPHERE_TAG)) {
    const key = textOf(madeOf(tag, "categoryId", VSPHERE_TAG_CATEGORY)[0]?.props.name);
    if (key !== undefined) tags.set(key, textOf(tag.props.name) ?? UNKNOWN);
  }
  for (const attribute of madeOf(resource, "customAttributes", VSPHERE_CUSTOM_ATTRIBUTE)) {
    const key = textOf(attribute.props.name);
    const id = textOf(attribute.props.id);
    const value = id === undefined ? undefined : objectOf(resource.props.customAttributes)?.[id];
    if (key !== undefined) tags.set(key, textOf(value) ?? UNKNOWN);
  }
  return tags;
}

/** The tags of any resource at the end of a run. */
export function tagsOf(resource: StackResource): Tags {
  if (resource.type.startsWith("vsphere:")) return vsphereTags(resource);
  const tags = mapTags(resource.props.tags);
  return isUnknown(tags) ? new Map() : tags;
}

/**
 * The value of a tag. vCenter's categories are one name space for all environments, so a category may carry a
 * prefix there: `hougu-prod-owner` is the key `owner`.
 */
export function tag(tags: Tags, key: string): string | Unknown | undefined {
  const exact = tags.get(key);
  if (exact !== undefined) return exact;
  for (const [name, value] of tags)
    if (/[-/:.]/.test(name.charAt(name.length - key.length - 1)) && name.endsWith(key)) return value;
  return undefined;
}
