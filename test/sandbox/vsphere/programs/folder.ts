import type { WrongProgram } from "../../account.ts";
import { furnished } from "../vcenter.ts";

export const FOLDER_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "vsphere:folder",
    code: "ManagedObjectNotFound",
    what: "in a datacenter that isn't there",
    run: (vcenter) => vcenter.create("vsphere:folder", { datacenterId: "datacenter-nobody" }),
  },
  {
    type: "vsphere:folder",
    code: "InvalidArgument",
    what: "for machines in no datacenter",
    run: (vcenter) => vcenter.create("vsphere:folder", { datacenterId: null }),
  },
  {
    type: "vsphere:folder",
    code: "InvalidArgument",
    what: "for something that has no folders",
    run: (vcenter) => vcenter.create("vsphere:folder", { type: "vms" }),
  },
  {
    type: "vsphere:folder",
    code: "NotFound",
    what: "in a folder that isn't there",
    run: (vcenter) => vcenter.create("vsphere:folder", { path: "nobody/hougu-dev" }),
  },
  {
    type: "vsphere:folder",
    code: "NotFound",
    what: "in a folder of another kind",
    run: async (vcenter) => {
      await vcenter.the("vsphere:folder");
      await vcenter.create("vsphere:folder", { path: "hougu-dev/inner", type: "network" });
    },
  },
  {
    type: "vsphere:folder",
    code: "InvalidName",
    what: "with a name of 81 characters",
    run: (vcenter) => vcenter.create("vsphere:folder", { path: "f".repeat(81) }),
  },
  {
    type: "vsphere:folder",
    code: "InvalidName",
    what: "with an empty path",
    run: (vcenter) => vcenter.create("vsphere:folder", { path: "" }),
  },
  {
    type: "vsphere:folder",
    code: "DuplicateName",
    what: "a second one of the same path",
    run: async (vcenter) => {
      await vcenter.the("vsphere:folder");
      await vcenter.create("vsphere:folder");
    },
  },
  {
    type: "vsphere:folder",
    code: "DuplicateName",
    what: "with the name of a machine beside it",
    run: (vcenter) => vcenter.create("vsphere:folder", { path: "tpl-debian-12" }),
  },
  {
    type: "vsphere:folder",
    code: "DuplicateName",
    what: "renamed to what another is called",
    run: async (vcenter) => {
      await vcenter.the("vsphere:folder");
      const { id } = await vcenter.create("vsphere:folder", { path: "other" });
      await vcenter.modify("vsphere:folder", id, { path: "hougu-dev" });
    },
  },
  {
    type: "vsphere:folder",
    code: "InvalidFolder",
    what: "moved into a folder that is in it",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:folder");
      await vcenter.create("vsphere:folder", { path: "hougu-dev/inner" });
      await vcenter.modify("vsphere:folder", id, { path: "hougu-dev/inner/outer" });
    },
  },
  {
    type: "vsphere:folder",
    code: "NotEmpty",
    what: "destroyed with a machine in it",
    run: async (vcenter) => {
      await vcenter.the("vsphere:virtualMachine");
      await vcenter.remove("vsphere:folder", (await vcenter.the("vsphere:folder")).id);
    },
  },
  {
    type: "vsphere:folder",
    code: "NotEmpty",
    what: "destroyed with a folder in it",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:folder");
      await vcenter.create("vsphere:folder", { path: "hougu-dev/inner" });
      await vcenter.remove("vsphere:folder", id);
    },
  },
  {
    type: "vsphere:folder",
    code: "NotSupported",
    what: "destroyed although it is a root",
    run: async (vcenter) => {
      const { id } = furnished(vcenter, "vsphere:folder", "network");
      vcenter.cloud.destroy("vsphere:network", furnished(vcenter, "vsphere:network").id);
      await vcenter.remove("vsphere:folder", id);
    },
  },
  {
    type: "vsphere:folder",
    code: "InvalidArgument",
    what: "with a tag that is for machines alone",
    run: async (vcenter) => {
      const category = await vcenter.create("vsphere:tagCategory", {
        name: "machines",
        associableTypes: ["VirtualMachine"],
      });
      const { id } = await vcenter.create("vsphere:tag", { categoryId: category.id });
      await vcenter.create("vsphere:folder", { tags: [id] });
    },
  },
  {
    type: "vsphere:folder",
    code: "InvalidArgument",
    what: "with a custom attribute that is for machines",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:customAttribute");
      await vcenter.create("vsphere:folder", { customAttributes: { [id]: "x" } });
    },
  },
  {
    type: "vsphere:folder",
    code: "ManagedObjectNotFound",
    what: "destroyed without being there",
    run: (vcenter) => vcenter.remove("vsphere:folder", "group-v1"),
  },
];
