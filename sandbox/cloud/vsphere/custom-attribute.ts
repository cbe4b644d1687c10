import { type Attributes, isRecord, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { freeMoref } from "./moref.ts";
import { checkName } from "./names.ts";
import { refuseArgument } from "./refusals.ts";

/** Types that a custom attribute may be for (vSphere Web Services API, CustomFieldsManager). */
const OBJECT_TYPES: readonly string[] = [
  "ClusterComputeResource",
  "Datacenter",
  "Datastore",
  "DistributedVirtualPortgroup",
  "DistributedVirtualSwitch",
  "Folder",
  "HostSystem",
  "Network",
  "ResourcePool",
  "VirtualMachine",
];

export const customAttribute: ResourceType = {
  type: "vsphere:customAttribute",
  service: "vCenter",
  actions: {
    create: "AddCustomFieldDef",
    describe: "RetrieveProperties",
    modify: "RenameCustomFieldDef",
    remove: "RemoveCustomFieldDef",
  },
  nameAttribute: "name",
  // A key: a bare number.
  id: (_, __, look) =>
    freeMoref(
      "",
      look.all("vsphere:customAttribute").map(({ id }) => id),
    ),
  notFound: { code: "NotFound", message: "The custom field does not exist." },
  unique: [{ attributes: ["name"], taken: { code: "DuplicateName", message: "The name already exists." } }],
  check(wanted, look, before) {
    checkName(text(wanted, "name"), look);
    const type = text(wanted, "managedObjectType");
    if (type !== "" && !OBJECT_TYPES.includes(type))
      refuseArgument(look, "moType", `${type}: ${OBJECT_TYPES.join(", ")}`);
    if (before && text(before.attributes, "managedObjectType") !== type) {
      refuseArgument(look, "moType", "a custom attribute stays with its type");
    }
  },
  complete: (wanted) => ({ managedObjectType: wanted.managedObjectType ?? "" }),
};

/**
 * Refuses values of custom attributes that don't exist or are for another type of object.
 * @param kind the object's type as vCenter calls it, e.g. `VirtualMachine`
 */
export function checkCustomAttributes(
  kind: string,
  wanted: Attributes,
  look: Look,
  before: Attributes = {},
): void {
  const had = values(before);
  for (const key of Object.keys(values(wanted)).filter((name) => !Object.hasOwn(had, name))) {
    const field = look.get("vsphere:customAttribute", key);
    if (!field) look.refuse("NotFound", `The custom field does not exist. (${key})`);
    const type = text(field.attributes, "managedObjectType");
    if (type !== "" && type !== kind)
      refuseArgument(look, "key", `${key} is for a ${type}, not for a ${kind}`);
  }
}

/** The custom attributes that an object still has: their values go when they are deleted. */
export function presentCustomAttributes(attributes: Attributes, look: Look): Attributes {
  return Object.fromEntries(
    Object.entries(values(attributes)).filter(
      ([key]) => look.get("vsphere:customAttribute", key) !== undefined,
    ),
  );
}

function values({ customAttributes }: Attributes): Attributes {
  return isRecord(customAttributes) ? customAttributes : {};
}
