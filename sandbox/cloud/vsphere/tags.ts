import { randomUUID } from "node:crypto";
import { type Attributes, text, texts } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { refuseArgument } from "./refusals.ts";

const TAG_NOT_FOUND = { code: "NotFound", message: "The tag does not exist." } as const;
const CATEGORY_NOT_FOUND = { code: "NotFound", message: "The tag category does not exist." } as const;

export const tagCategory: ResourceType = {
  type: "vsphere:tagCategory",
  service: "vCenter",
  actions: {
    create: "CreateCategory",
    describe: "GetCategory",
    modify: "UpdateCategory",
    remove: "DeleteCategory",
  },
  nameAttribute: "name",
  id: () => `urn:vmomi:InventoryServiceCategory:${randomUUID()}:GLOBAL`,
  notFound: CATEGORY_NOT_FOUND,
  unique: [
    {
      attributes: ["name"],
      taken: { code: "AlreadyExists", message: "A category of this name already exists." },
    },
  ],
  check(wanted, look, before) {
    if (text(wanted, "name") === "") refuseArgument(look, "create_spec.name", "it is empty");
    const { cardinality } = wanted;
    if (cardinality !== "SINGLE" && cardinality !== "MULTIPLE") {
      refuseArgument(look, "create_spec.cardinality", `${String(cardinality)}: SINGLE or MULTIPLE`);
    }
    if (before) checkGrowth(wanted, before.attributes, look);
  },
  complete: (wanted) => ({ description: wanted.description ?? "" }),
};

/** What a category allows can only become more: tags are attached on the strength of it. */
function checkGrowth(wanted: Attributes, before: Attributes, look: Look): void {
  if (before.cardinality === "MULTIPLE" && wanted.cardinality === "SINGLE") {
    refuseArgument(look, "update_spec.cardinality", "MULTIPLE can't become SINGLE");
  }
  const [olds, news] = [texts(before, "associableTypes"), texts(wanted, "associableTypes")];
  const isNarrower =
    olds.length === 0 ? news.length > 0 : news.length > 0 && olds.some((type) => !news.includes(type));
  if (isNarrower)
    refuseArgument(look, "update_spec.associable_types", `${olds.join(", ")}: none can be taken away`);
}

export const tag: ResourceType = {
  type: "vsphere:tag",
  service: "vCenter",
  actions: { create: "CreateTag", describe: "GetTag", modify: "UpdateTag", remove: "DeleteTag" },
  nameAttribute: "name",
  id: () => `urn:vmomi:InventoryServiceTag:${randomUUID()}:GLOBAL`,
  notFound: TAG_NOT_FOUND,
  references: [
    // Deleting a category deletes its tags.
    { attribute: "categoryId", to: "vsphere:tagCategory", missing: CATEGORY_NOT_FOUND, follows: true },
  ],
  unique: [
    {
      attributes: ["categoryId", "name"],
      taken: { code: "AlreadyExists", message: "A tag of this name already exists in the category." },
    },
  ],
  check(wanted, look, before) {
    if (text(wanted, "name") === "") refuseArgument(look, "create_spec.name", "it is empty");
    if (text(wanted, "categoryId") === "") refuseArgument(look, "create_spec.category_id", "it is empty");
    if (before && before.attributes.categoryId !== wanted.categoryId) {
      refuseArgument(look, "update_spec.category_id", "a tag stays in its category");
    }
  },
  complete: (wanted) => ({ description: wanted.description ?? "" }),
};

/** The tags that an object bears. Deleting a tag takes it off everything. */
export const TAGS: Reference = { attribute: "tags", to: "vsphere:tag", missing: TAG_NOT_FOUND };

/**
 * Refuses tags whose categories don't allow them here.
 * @param kind the object's type as vCenter calls it, e.g. `VirtualMachine`
 */
export function checkTags(kind: string, wanted: Attributes, look: Look): void {
  const single = new Map<string, string>();
  for (const id of new Set(texts(wanted, "tags"))) {
    const categoryId = text(look.get("vsphere:tag", id)?.attributes ?? {}, "categoryId");
    const category = look.get("vsphere:tagCategory", categoryId);
    if (!category) continue;
    const types = texts(category.attributes, "associableTypes");
    if (types.length > 0 && !types.includes(kind)) {
      refuseArgument(look, "tag_id", `${id} goes on ${types.join(", ")}, not on a ${kind}`);
    }
    const other = single.get(categoryId);
    if (category.attributes.cardinality === "SINGLE" && other !== undefined) {
      refuseArgument(look, "tag_id", `${other} and ${id} are both of ${categoryId}, which allows one`);
    }
    single.set(categoryId, id);
  }
}

/** The tags that an object still bears. */
export function attachedTags(attributes: Attributes, look: Look): readonly string[] {
  return texts(attributes, "tags").filter((id) => look.get("vsphere:tag", id) !== undefined);
}
