import { type Attributes, type CloudObject, text } from "../../cloud/object.ts";
import type { Inquiry } from "../mapping.ts";

/** How the provider looks for one kind of object. */
export interface Kind {
  /** Its type in the cloud. */
  readonly type: string;
  /** What messages call it. */
  readonly word: string;
  /** The folder below the datacenter that relative paths begin in. */
  readonly root: "vm" | "host" | "datastore" | "network";
}

/**
 * Finds the one object that a name or a path means: an absolute path, one from the root of its kind in the datacenter, or
 * the last part of such a path.
 * @throws Error in the provider's words when there is none, or more than one
 */
export async function findOne(kind: Kind, args: Attributes, inquiry: Inquiry): Promise<CloudObject> {
  const name = text(args, "name");
  const datacenter = await datacenterOf(args, inquiry);
  const all = await inquiry.search(kind.type);
  if (!name.startsWith("/") && datacenter === undefined) throw new Error("please specify a datacenter");
  const base = `${pathOf(datacenter)}/${kind.root}/`;
  const exact = name.startsWith("/") ? name : `${base}${name}`;
  const found = all.filter((object) => pathOf(object) === exact);
  const named = name.includes("/")
    ? []
    : all.filter((object) => pathOf(object).startsWith(base) && object.attributes.name === name);
  return theOnly(found.length > 0 ? found : named, kind.word, name);
}

/** @throws Error in the provider's words unless there is exactly one */
export function theOnly(found: readonly CloudObject[], word: string, name: string): CloudObject {
  const [first] = found;
  if (first === undefined) throw new Error(`${word} '${name}' not found`);
  if (found.length > 1) throw new Error(`path '${name}' resolves to multiple ${word}s`);
  return first;
}

/** Where an object stands in vCenter's inventory. */
export function pathOf(object: CloudObject | undefined): string {
  return text(object?.attributes ?? {}, "inventoryPath");
}

/** Runs a part of the provider's work whose failures it reports under a heading. */
export async function under<T>(heading: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`${heading}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function datacenterOf(args: Attributes, inquiry: Inquiry): Promise<CloudObject | undefined> {
  const id = text(args, "datacenterId");
  if (id === "") return undefined;
  const datacenter = await inquiry.get("vsphere:datacenter", id);
  if (datacenter) return datacenter;
  throw new Error(
    `cannot locate datacenter: could not find datacenter with id: ${id}: ServerFaultCode: The object 'vim.Datacenter:${id}' has already been deleted or has not been completely created`,
  );
}
