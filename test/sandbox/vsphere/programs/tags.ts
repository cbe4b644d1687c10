import type { WrongProgram } from "../../account.ts";

export const TAG_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "vsphere:tagCategory",
    code: "AlreadyExists",
    what: "a second one of the same name",
    run: async (vcenter) => {
      await vcenter.the("vsphere:tagCategory");
      await vcenter.create("vsphere:tagCategory");
    },
  },
  {
    type: "vsphere:tagCategory",
    code: "InvalidArgument",
    what: "with a cardinality that there is none of",
    run: (vcenter) => vcenter.create("vsphere:tagCategory", { cardinality: "DOUBLE" }),
  },
  {
    type: "vsphere:tagCategory",
    code: "InvalidArgument",
    what: "without a name",
    run: (vcenter) => vcenter.create("vsphere:tagCategory", { name: "" }),
  },
  {
    type: "vsphere:tagCategory",
    code: "InvalidArgument",
    what: "that loses a type",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:tagCategory");
      await vcenter.modify("vsphere:tagCategory", id, { associableTypes: ["Folder"] });
    },
  },
  {
    type: "vsphere:tagCategory",
    code: "InvalidArgument",
    what: "for everything that becomes one for some things",
    run: async (vcenter) => {
      const { id } = await vcenter.create("vsphere:tagCategory", { associableTypes: [] });
      await vcenter.modify("vsphere:tagCategory", id, { associableTypes: ["Folder"] });
    },
  },
  {
    type: "vsphere:tagCategory",
    code: "InvalidArgument",
    what: "of many that becomes one of a single tag",
    run: async (vcenter) => {
      const { id } = await vcenter.create("vsphere:tagCategory", { cardinality: "MULTIPLE" });
      await vcenter.modify("vsphere:tagCategory", id, { cardinality: "SINGLE" });
    },
  },
  {
    type: "vsphere:tagCategory",
    code: "NotFound",
    what: "deleted without being there",
    run: (vcenter) => vcenter.remove("vsphere:tagCategory", "urn:nobody"),
  },
  {
    type: "vsphere:tag",
    code: "NotFound",
    what: "in a category that isn't there",
    run: (vcenter) => vcenter.create("vsphere:tag", { categoryId: "urn:nobody" }),
  },
  {
    type: "vsphere:tag",
    code: "InvalidArgument",
    what: "in no category",
    run: (vcenter) => vcenter.create("vsphere:tag", { categoryId: null }),
  },
  {
    type: "vsphere:tag",
    code: "InvalidArgument",
    what: "without a name",
    run: (vcenter) => vcenter.create("vsphere:tag", { name: "" }),
  },
  {
    type: "vsphere:tag",
    code: "AlreadyExists",
    what: "a second one of the same name in its category",
    run: async (vcenter) => {
      await vcenter.the("vsphere:tag");
      await vcenter.create("vsphere:tag");
    },
  },
  {
    type: "vsphere:tag",
    code: "InvalidArgument",
    what: "moved to another category",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:tag");
      const other = await vcenter.create("vsphere:tagCategory", { name: "other" });
      await vcenter.modify("vsphere:tag", id, { categoryId: other.id });
    },
  },
  {
    type: "vsphere:customAttribute",
    code: "DuplicateName",
    what: "a second one of the same name",
    run: async (vcenter) => {
      await vcenter.the("vsphere:customAttribute");
      await vcenter.create("vsphere:customAttribute");
    },
  },
  {
    type: "vsphere:customAttribute",
    code: "InvalidName",
    what: "without a name",
    run: (vcenter) => vcenter.create("vsphere:customAttribute", { name: "" }),
  },
  {
    type: "vsphere:customAttribute",
    code: "InvalidArgument",
    what: "for a type that there is none of",
    run: (vcenter) => vcenter.create("vsphere:customAttribute", { managedObjectType: "Machine" }),
  },
  {
    type: "vsphere:customAttribute",
    code: "InvalidArgument",
    what: "that becomes one for another type",
    run: async (vcenter) => {
      const { id } = await vcenter.the("vsphere:customAttribute");
      await vcenter.modify("vsphere:customAttribute", id, { managedObjectType: "Folder" });
    },
  },
  {
    type: "vsphere:customAttribute",
    code: "NotFound",
    what: "deleted without being there",
    run: (vcenter) => vcenter.remove("vsphere:customAttribute", "1"),
  },
];
