import * as pulumi from "@pulumi/pulumi";
import { Tag } from "@pulumi/vsphere/tag.js";
import { TagCategory } from "@pulumi/vsphere/tagCategory.js";
import type { Labels } from "../naming/labels.ts";
import { TAG_KEYS, type TagKey, type Tags } from "../naming/tags.ts";

/** Ids of vCenter's tags for a resource's tags. */
export type TagIds = (tags: Tags) => pulumi.Output<string>[];

/**
 * Makes a category for each key and a tag for each value that occurs. Categories are one name space for a whole vCenter,
 * so they bear the environment's name.
 *
 * @returns a function that finds the ids of tags made here
 */
export function createTags(
  parent: pulumi.Resource,
  name: string,
  labels: Labels,
  used: readonly Tags[],
): TagIds {
  const ids = new Map<string, pulumi.Output<string>>();
  for (const key of TAG_KEYS) {
    const values = [...new Set(used.flatMap((tags) => tags[key] ?? []))];
    if (values.length === 0) continue;
    const category = createCategory(parent, name, labels, key);
    for (const value of values) {
      const tag = new Tag(
        `${name}-${key}-${value}`,
        { name: value, categoryId: category.id, description: `${key}: ${value}` },
        { parent },
      );
      ids.set(idKey(key, value), tag.id);
    }
  }
  return (tags) =>
    Object.entries(tags).map(([key, value]) => {
      const id = ids.get(idKey(key, value));
      if (!id)
        throw new pulumi.ResourceError(`the tag ${key}=${value} was not made; pass it in tagSets`, parent);
      return id;
    });
}

function createCategory(parent: pulumi.Resource, name: string, labels: Labels, key: TagKey): TagCategory {
  return new TagCategory(
    `${name}-${key}`,
    {
      name: labels.physicalName(key),
      description: `The tag ${key} of what Hougu runs`,
      // One owner, one environment, one role for each machine.
      cardinality: "SINGLE",
      associableTypes: ["VirtualMachine", "Folder", "ResourcePool"],
    },
    // A simulated vCenter answers with longer names for the same types; a real one can't take a type from a category.
    { parent, ignoreChanges: ["associableTypes"] },
  );
}

function idKey(key: string, value: string): string {
  return `${key}=${value}`;
}
