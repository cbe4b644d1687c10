import { text } from "../../../../sandbox/cloud/object.ts";
import type { WrongProgram } from "../../account.ts";

export const EIP_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:eip",
    code: "QuotaExceeded.Eip",
    what: "one more than twenty",
    run: async (account) => {
      for (let count = 0; count <= 20; count += 1) await account.create("alicloud:eip");
    },
  },
  {
    type: "alicloud:eip",
    code: "ResourceNotEnough.Eip",
    what: "one more than there are public addresses",
    run: async (account) => {
      account.set({ quotas: { "alicloud:eip": 1000 } });
      for (let count = 0; count <= 3 * 254; count += 1) await account.begin("alicloud:eip");
    },
  },
  {
    type: "alicloud:eip",
    code: "InvalidOperation.DeletionProtection",
    what: "released although it is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:eip", { deletionProtection: true });
      await account.remove("alicloud:eip", id);
    },
  },
  {
    type: "alicloud:eip",
    code: "IncorrectEipStatus",
    what: "released while it is bound",
    run: async (account) => {
      await account.the("alicloud:eipAssociation");
      await account.remove("alicloud:eip", (await account.the("alicloud:eip")).id);
    },
  },
  {
    type: "alicloud:eip",
    code: "InvalidAllocationId.NotFound",
    what: "released without being there",
    run: (account) => account.remove("alicloud:eip", "eip-nobody"),
  },
  {
    type: "alicloud:eipAssociation",
    code: "InvalidAllocationId.NotFound",
    what: "of an EIP that isn't there",
    run: (account) => account.create("alicloud:eipAssociation", { allocationId: "eip-nobody" }),
  },
  {
    type: "alicloud:eipAssociation",
    code: "InvalidInstanId.NotFound",
    what: "with an instance that isn't there",
    run: (account) =>
      account.create("alicloud:eipAssociation", { instanceId: "i-nobody", instanceType: "EcsInstance" }),
  },
  {
    type: "alicloud:eipAssociation",
    code: "InvalidInstanceType.ValueNotSupported",
    what: "with a kind of thing that takes none",
    run: (account) => account.create("alicloud:eipAssociation", { instanceType: "Bucket" }),
  },
  {
    type: "alicloud:eipAssociation",
    code: "IncorrectStatus.NatGateway",
    what: "with a NAT gateway that is being created",
    run: async (account) => {
      await account.wanted("alicloud:eipAssociation");
      const { id } = await account.begin("alicloud:natGateway");
      await account.create("alicloud:eipAssociation", { instanceId: id });
    },
  },
  {
    type: "alicloud:eipAssociation",
    code: "IncorrectEipStatus",
    what: "of an EIP that is being allocated",
    run: async (account) => {
      await account.wanted("alicloud:eipAssociation");
      const { id } = await account.begin("alicloud:eip");
      await account.create("alicloud:eipAssociation", { allocationId: id });
    },
  },
  {
    type: "alicloud:eipAssociation",
    code: "IncorrectEipStatus",
    what: "of an EIP that is bound already",
    run: async (account) => {
      await account.the("alicloud:eipAssociation");
      const { id } = await account.create("alicloud:natGateway");
      await account.create("alicloud:eipAssociation", { instanceId: id });
    },
  },
  {
    type: "alicloud:eipAssociation",
    code: "InvalidAssociation.Duplicated",
    what: "a second one with the same HaVip",
    run: async (account) => {
      const target = { instanceId: (await account.the("alicloud:havip")).id, instanceType: "HaVip" };
      await account.create("alicloud:eipAssociation", target);
      const { id } = await account.create("alicloud:eip");
      await account.create("alicloud:eipAssociation", { ...target, allocationId: id });
    },
  },
  {
    type: "alicloud:eipAssociation",
    code: "InvalidIpStatus.HasBeenUsedBySnatTable",
    what: "taken away from an SNAT entry",
    run: async (account) => {
      await account.the("alicloud:snatEntry");
      await account.remove("alicloud:eipAssociation", (await account.the("alicloud:eipAssociation")).id);
    },
  },
  {
    type: "alicloud:havip",
    code: "IncorrectHaVipStatus",
    what: "deleted with an EIP bound to it",
    run: async (account) => {
      const { id } = await account.the("alicloud:havip");
      const made = await account.create("alicloud:eipAssociation", { instanceId: id, instanceType: "HaVip" });
      if (text(made.attributes, "instanceId") !== id) throw new Error("bound to something else");
      await account.remove("alicloud:havip", id);
    },
  },
];
