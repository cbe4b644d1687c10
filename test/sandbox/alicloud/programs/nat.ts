import { text } from "../../../../sandbox/cloud/object.ts";
import type { WrongProgram } from "../../account.ts";

export const NAT_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:natGateway",
    code: "InvalidVpcId.NotFound",
    what: "in a VPC that isn't there",
    run: (account) => account.create("alicloud:natGateway", { vpcId: "vpc-nobody" }),
  },
  {
    type: "alicloud:natGateway",
    code: "InvalidVSwitchId.NotFound",
    what: "in a vSwitch that isn't there",
    run: (account) => account.create("alicloud:natGateway", { vswitchId: "vsw-nobody" }),
  },
  {
    type: "alicloud:natGateway",
    code: "InvalidVSwitchId.NotFound",
    what: "in a vSwitch of another VPC",
    run: async (account) => {
      const { id: vpcId } = await account.create("alicloud:vpc");
      const { id: vswitchId } = await account.create("alicloud:vswitch", { vpcId });
      await account.create("alicloud:natGateway", { vswitchId });
    },
  },
  {
    type: "alicloud:natGateway",
    code: "MissingParameter",
    what: "in no vSwitch",
    run: (account) => account.create("alicloud:natGateway", { vswitchId: null }),
  },
  {
    type: "alicloud:natGateway",
    code: "IncorrectStatus.VSWITCH",
    what: "in a vSwitch that is pending",
    run: async (account) => {
      await account.the("alicloud:vswitch");
      const { id } = await account.begin("alicloud:vswitch", { cidrBlock: "10.20.7.0/24" });
      await account.create("alicloud:natGateway", { vswitchId: id });
    },
  },
  {
    type: "alicloud:natGateway",
    code: "QuotaExceeded.NatGateway",
    what: "one more than five in a VPC",
    run: async (account) => {
      for (let count = 0; count <= 5; count += 1) await account.create("alicloud:natGateway");
    },
  },
  {
    type: "alicloud:natGateway",
    code: "InvalidOperation.DeletionProtection",
    what: "deleted although it is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:natGateway", { deletionProtection: true });
      await account.remove("alicloud:natGateway", id);
    },
  },
  {
    type: "alicloud:natGateway",
    code: "InvalidNatGatewayId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:natGateway", "ngw-nobody"),
  },
  {
    type: "alicloud:natGateway",
    code: "IncorrectStatus.NATGW",
    what: "deleted while it is being created",
    run: async (account) => {
      const { id } = await account.begin("alicloud:natGateway");
      await account.remove("alicloud:natGateway", id);
    },
  },
  {
    type: "alicloud:natGateway",
    code: "DependencyViolation.EIPS",
    what: "deleted with an EIP bound to it",
    run: async (account) => {
      await account.the("alicloud:eipAssociation");
      await account.remove("alicloud:natGateway", (await account.the("alicloud:natGateway")).id);
    },
  },
  {
    type: "alicloud:natGateway",
    code: "DependencyViolation.SnatEntry",
    what: "deleted with an SNAT entry, its EIP taken off by force",
    run: async (account) => {
      await account.the("alicloud:snatEntry");
      account.cloud.destroy("alicloud:eipAssociation", (await account.the("alicloud:eipAssociation")).id);
      await account.remove("alicloud:natGateway", (await account.the("alicloud:natGateway")).id);
    },
  },
  {
    type: "alicloud:vpc",
    code: "DependencyViolation.NatGateway",
    what: "deleted with a NAT gateway in it",
    run: async (account) => {
      const { id } = await account.the("alicloud:natGateway");
      // Nothing else holds the VPC: its vSwitch has burnt.
      account.cloud.destroy("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
      await account.describe("alicloud:natGateway", id);
      await account.remove("alicloud:vpc", (await account.the("alicloud:vpc")).id);
    },
  },
  {
    type: "alicloud:snatEntry",
    code: "InvalidSnatTableId.NotFound",
    what: "in a table that isn't there",
    run: (account) => account.create("alicloud:snatEntry", { snatTableId: "stb-nobody" }),
  },
  {
    type: "alicloud:snatEntry",
    code: "InvalidVSwitchId.NotFound",
    what: "for a vSwitch that isn't there",
    run: (account) => account.create("alicloud:snatEntry", { sourceVswitchId: "vsw-nobody" }),
  },
  {
    type: "alicloud:snatEntry",
    code: "IncorrectStatus.NATGW",
    what: "on a gateway that is being created",
    run: async (account) => {
      await account.wanted("alicloud:snatEntry");
      const { attributes } = await account.begin("alicloud:natGateway");
      await account.begin("alicloud:snatEntry", { snatTableId: text(attributes, "snatTableIds") });
    },
  },
  {
    type: "alicloud:snatEntry",
    code: "EIP_NOT_IN_GATEWAY",
    what: "with an address that isn't bound to the gateway",
    run: async (account) => {
      const { attributes } = await account.create("alicloud:eip");
      await account.create("alicloud:snatEntry", { snatIp: text(attributes, "ipAddress") });
    },
  },
  {
    type: "alicloud:snatEntry",
    code: "Forbidden.SourceVSwitchId.Duplicated",
    what: "a second one for the same vSwitch",
    run: async (account) => {
      await account.the("alicloud:snatEntry");
      await account.create("alicloud:snatEntry");
    },
  },
  {
    type: "alicloud:snatEntry",
    code: "Forbidden.SourceVSwitchId.IncludeHaVip",
    what: "for a vSwitch with a HaVip",
    run: async (account) => {
      await account.the("alicloud:havip");
      await account.the("alicloud:snatEntry");
    },
  },
  {
    type: "alicloud:snatEntry",
    code: "IncorretSnatEntryStatus",
    what: "changed while it is pending",
    run: async (account) => {
      const { id } = await account.begin("alicloud:snatEntry");
      await account.modify("alicloud:snatEntry", id, { snatEntryName: "new" });
    },
  },
  {
    type: "alicloud:snatEntry",
    code: "InvalidSnatEntryId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:snatEntry", "stb-nobody:snat-nobody"),
  },
];
