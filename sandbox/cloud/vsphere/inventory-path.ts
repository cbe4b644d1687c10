import { type CloudObject, text } from "../object.ts";
import type { Look } from "../resource-type.ts";

/** A folder's kind: what may stand in it, and under which of a datacenter's roots it is. */
export type FolderKind = "vm" | "host" | "datastore" | "network" | "datacenter";

/** By which attribute an object of a type names what it stands in. The first that is set counts. */
const PARENTS: Readonly<Record<string, readonly (readonly [attribute: string, type: string])[]>> = {
  "vsphere:folder": [
    ["parentId", "vsphere:folder"],
    ["datacenterId", "vsphere:datacenter"],
  ],
  "vsphere:datacenter": [["parentId", "vsphere:folder"]],
  "vsphere:cluster": [["parentId", "vsphere:folder"]],
  "vsphere:host": [["computeClusterId", "vsphere:cluster"]],
  "vsphere:resourcePool": [
    ["parentResourcePoolId", "vsphere:resourcePool"],
    ["computeClusterId", "vsphere:cluster"],
  ],
  "vsphere:datastoreCluster": [["parentId", "vsphere:folder"]],
  "vsphere:datastore": [
    ["datastoreClusterId", "vsphere:datastoreCluster"],
    ["parentId", "vsphere:folder"],
  ],
  "vsphere:network": [["parentId", "vsphere:folder"]],
  "vsphere:virtualMachine": [["parentId", "vsphere:folder"]],
};

/** Types whose objects stand in folders, under names that they share. */
const IN_FOLDERS = Object.keys(PARENTS).filter((type) =>
  PARENTS[type]?.some(([attribute]) => attribute === "parentId"),
);

/** Where an object stands, e.g. `/DC0/vm/hougu-dev/edge-1`; empty for the root of the whole vCenter. */
export function inventoryPath(object: CloudObject, look: Look): string {
  const parent = parentOf(object, look);
  return parent ? `${inventoryPath(parent, look)}/${text(object.attributes, "name")}` : "";
}

/** A folder's path below the root of its kind; empty for the root itself. */
export function folderPath(folder: CloudObject, look: Look): string {
  const above = look.get("vsphere:folder", text(folder.attributes, "parentId"));
  if (above === undefined) return "";
  const path = folderPath(above, look);
  const name = text(folder.attributes, "name");
  return path === "" ? name : `${path}/${name}`;
}

/** The folder at a path below the root of its kind. @throws CloudError when there is none */
export function folderAt(kind: FolderKind, datacenterId: string, path: string, look: Look): CloudObject {
  const folders = look.all("vsphere:folder").filter(({ attributes }) => attributes.type === kind);
  let folder = folders.find(
    ({ attributes }) =>
      text(attributes, "parentId") === "" && text(attributes, "datacenterId") === datacenterId,
  );
  for (const name of path.split("/").filter((segment) => segment !== "")) {
    const above = folder;
    folder = folders.find(
      ({ attributes }) => above && attributes.parentId === above.id && attributes.name === name,
    );
  }
  return (
    folder ??
    look.refuse("NotFound", `folder '${path}' not found (${kind} folders of ${datacenterId || "vCenter"})`)
  );
}

/** The path of what a path stands in, and its own name. */
export function splitPath(path: string): { readonly above: string; readonly name: string } {
  const segments = path.split("/").filter((segment) => segment !== "");
  return { above: segments.slice(0, -1).join("/"), name: segments.at(-1) ?? "" };
}

/** Refuses a name that something in the folder has already. */
export function checkNameIsFree(folderId: string, name: string, look: Look, self?: CloudObject): void {
  for (const type of IN_FOLDERS) {
    const twin = look
      .all(type)
      .find(
        ({ id, attributes }) =>
          id !== self?.id && attributes.parentId === folderId && attributes.name === name,
      );
    if (twin) look.refuse("DuplicateName", `The name '${name}' already exists. (${twin.id} in ${folderId})`);
  }
}

function parentOf({ type, attributes }: CloudObject, look: Look): CloudObject | undefined {
  for (const [attribute, parentType] of PARENTS[type] ?? []) {
    const parent = look.get(parentType, text(attributes, attribute));
    if (parent) return parent;
  }
  return undefined;
}
