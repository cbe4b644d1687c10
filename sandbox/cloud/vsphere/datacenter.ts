import { text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { IN_FOLDER } from "./folder.ts";
import { checkNameIsFree, inventoryPath } from "./inventory-path.ts";
import { freeMoref } from "./moref.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND } from "./refusals.ts";

export const datacenter: ResourceType = {
  type: "vsphere:datacenter",
  service: "vCenter",
  actions: {
    create: "CreateDatacenter",
    describe: "RetrieveProperties",
    modify: "Rename_Task",
    remove: "Destroy_Task",
  },
  nameAttribute: "name",
  id: (_, __, look) =>
    freeMoref(
      "datacenter-",
      look.all("vsphere:datacenter").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [IN_FOLDER],
  check(wanted, look, before) {
    checkName(text(wanted, "name"), look);
    checkNameIsFree(text(wanted, "parentId"), text(wanted, "name"), look, before);
  },
  describe: (object, look) => ({ inventoryPath: inventoryPath(object, look) }),
};
