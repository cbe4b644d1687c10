import { records, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { IN_FOLDER } from "./folder.ts";
import { checkNameIsFree, inventoryPath } from "./inventory-path.ts";
import { freeMoref } from "./moref.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND } from "./refusals.ts";

/** A port group. */
export const network: ResourceType = {
  type: "vsphere:network",
  service: "vCenter",
  actions: {
    create: "AddPortGroup",
    describe: "RetrieveProperties",
    modify: "UpdatePortGroup",
    remove: "DestroyNetwork",
  },
  nameAttribute: "name",
  id: (_, __, look) =>
    freeMoref(
      "network-",
      look.all("vsphere:network").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [IN_FOLDER, { attribute: "datacenterId", to: "vsphere:datacenter", missing: OBJECT_NOT_FOUND }],
  check(wanted, look, before) {
    checkName(text(wanted, "name"), look);
    checkNameIsFree(text(wanted, "parentId"), text(wanted, "name"), look, before);
  },
  complete: (wanted) => ({ type: wanted.type ?? "Network" }),
  leave({ id }, look) {
    const user = look
      .all("vsphere:virtualMachine")
      .find(({ attributes }) =>
        records(attributes, "networkInterfaces").some(({ networkId }) => networkId === id),
      );
    if (user)
      look.refuse("ResourceInUse", `The resource is in use. (${id}, by ${text(user.attributes, "moid")})`);
  },
  describe: (object, look) => ({ inventoryPath: inventoryPath(object, look) }),
};
