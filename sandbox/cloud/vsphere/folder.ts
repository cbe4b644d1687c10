import { type Attributes, type CloudObject, text } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { checkCustomAttributes, presentCustomAttributes } from "./custom-attribute.ts";
import {
  checkNameIsFree,
  type FolderKind,
  folderAt,
  folderPath,
  inventoryPath,
  splitPath,
} from "./inventory-path.ts";
import { freeMoref } from "./moref.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND, refuseArgument } from "./refusals.ts";
import { attachedTags, checkTags, TAGS } from "./tags.ts";

/** What a folder's reference begins with, by its kind. */
export const FOLDER_PREFIXES: Readonly<Record<FolderKind, string>> = {
  vm: "group-v",
  host: "group-h",
  datastore: "group-s",
  network: "group-n",
  datacenter: "group-d",
};

/**
 * The folder that something stands in. vCenter itself would destroy what is in a folder together with it; whoever asks
 * for that by accident loses machines, so like the providers this one refuses.
 */
export const IN_FOLDER: Reference = {
  attribute: "parentId",
  to: "vsphere:folder",
  missing: OBJECT_NOT_FOUND,
  holds: { code: "NotEmpty", message: "folder is not empty, please remove all items before deleting" },
};

/** `path` is what callers say; `name` and `parentId` are what is kept, so that a folder goes where its parent goes. */
export const folder: ResourceType = {
  type: "vsphere:folder",
  service: "vCenter",
  actions: {
    create: "CreateFolder",
    describe: "RetrieveProperties",
    modify: "Rename_Task",
    remove: "Destroy_Task",
  },
  nameAttribute: "path",
  id: ({ type }, _, look) =>
    freeMoref(
      FOLDER_PREFIXES[type as FolderKind],
      look.all("vsphere:folder").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [
    { attribute: "datacenterId", to: "vsphere:datacenter", missing: OBJECT_NOT_FOUND },
    IN_FOLDER,
    TAGS,
  ],
  check(wanted, look, before) {
    const type = text(wanted, "type");
    if (!Object.hasOwn(FOLDER_PREFIXES, type))
      refuseArgument(look, "type", `${type}: ${Object.keys(FOLDER_PREFIXES).join(", ")}`);
    if (type !== "datacenter" && text(wanted, "datacenterId") === "") {
      refuseArgument(look, "datacenterId", `it is empty, and the folder is of type ${type}`);
    }
    checkTags("Folder", wanted, look);
    checkCustomAttributes("Folder", wanted, look, before?.attributes);
    if (before && before.attributes.path === wanted.path) return;
    const { name, parentId } = placeOf(wanted, look);
    checkName(name, look);
    checkNameIsFree(parentId, name, look, before);
    if (before && isWithin(parentId, before.id, look)) {
      look.refuse("InvalidFolder", `A folder can't be moved into itself. (${before.id} into ${parentId})`);
    }
  },
  complete: placeOf,
  adjust: (wanted, look, before) => (before.attributes.path === wanted.path ? {} : placeOf(wanted, look)),
  leave({ id, attributes }, look) {
    if (text(attributes, "parentId") === "")
      look.refuse("NotSupported", `The root of an inventory stays. (${id})`);
  },
  describe: (object, look) => ({
    path: folderPath(object, look),
    inventoryPath: inventoryPath(object, look),
    tags: attachedTags(object.attributes, look),
    customAttributes: presentCustomAttributes(object.attributes, look),
  }),
};

function placeOf(wanted: Attributes, look: Look): { readonly name: string; readonly parentId: string } {
  const { above, name } = splitPath(text(wanted, "path"));
  const kind = text(wanted, "type") as FolderKind;
  const datacenterId = kind === "datacenter" ? "" : text(wanted, "datacenterId");
  return { name, parentId: folderAt(kind, datacenterId, above, look).id };
}

function isWithin(id: string, outerId: string, look: Look): boolean {
  if (id === outerId) return true;
  const inner: CloudObject | undefined = look.get("vsphere:folder", id);
  const above = text(inner?.attributes ?? {}, "parentId");
  return above !== "" && isWithin(above, outerId, look);
}
