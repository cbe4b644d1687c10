import type { WrongProgram } from "../../account.ts";
import { ZONE } from "../alicloud.ts";

export const VPC_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:vpc",
    code: "InvalidCidrBlock.Malformed",
    what: "a block whose address isn't its first",
    run: (account) => account.create("alicloud:vpc", { cidrBlock: "10.20.0.1/16" }),
  },
  {
    type: "alicloud:vpc",
    code: "InvalidCidrBlock.Malformed",
    what: "a block of /29",
    run: (account) => account.create("alicloud:vpc", { cidrBlock: "10.20.0.0/29" }),
  },
  {
    type: "alicloud:vpc",
    code: "UnsupportedFeature.IsDefault",
    what: "the region's default",
    run: (account) => account.create("alicloud:vpc", { isDefault: true }),
  },
  {
    type: "alicloud:vpc",
    code: "QuotaExceeded.Vpc",
    what: "one more than ten",
    run: async (account) => {
      for (let count = 0; count <= 10; count += 1) await account.create("alicloud:vpc");
    },
  },
  {
    type: "alicloud:vpc",
    code: "IncorrectVpcStatus",
    what: "changed while it is pending",
    run: async (account) => {
      const { id } = await account.begin("alicloud:vpc");
      await account.modify("alicloud:vpc", id, { vpcName: "other" });
    },
  },
  {
    type: "alicloud:vpc",
    code: "InvalidVpcId.NotFound",
    what: "deleted twice",
    run: async (account) => {
      const { id } = await account.the("alicloud:vpc");
      await account.remove("alicloud:vpc", id);
      account.settle();
      await account.remove("alicloud:vpc", id);
    },
  },
  {
    type: "alicloud:vpc",
    code: "DependencyViolation.VSwitch",
    what: "deleted with a vSwitch in it",
    run: async (account) => {
      await account.the("alicloud:vswitch");
      await account.remove("alicloud:vpc", (await account.the("alicloud:vpc")).id);
    },
  },
  {
    type: "alicloud:vpc",
    code: "DependencyViolation.SecurityGroup",
    what: "deleted with a security group in it",
    run: async (account) => {
      await account.the("alicloud:securityGroup");
      await account.remove("alicloud:vpc", (await account.the("alicloud:vpc")).id);
    },
  },
  {
    type: "alicloud:vswitch",
    code: "InvalidVpcId.NotFound",
    what: "in a VPC that isn't there",
    run: (account) => account.create("alicloud:vswitch", { vpcId: "vpc-nobody" }),
  },
  {
    type: "alicloud:vswitch",
    code: "MissingParameter",
    what: "in no VPC",
    run: (account) => account.create("alicloud:vswitch", { vpcId: null }),
  },
  {
    type: "alicloud:vswitch",
    code: "IncorrectVpcStatus",
    what: "in a VPC that is pending",
    run: async (account) => {
      await account.wanted("alicloud:vswitch");
      const { id } = await account.begin("alicloud:vpc");
      await account.create("alicloud:vswitch", { vpcId: id });
    },
  },
  {
    type: "alicloud:vswitch",
    code: "InvalidZoneId.NotFound",
    what: "in another region's zone",
    run: (account) => account.create("alicloud:vswitch", { zoneId: "cn-shanghai-b" }),
  },
  {
    type: "alicloud:vswitch",
    code: "InvalidCidrBlock.Malformed",
    what: "with a block whose address isn't its first",
    run: (account) => account.create("alicloud:vswitch", { cidrBlock: "10.20.1.1/24" }),
  },
  {
    type: "alicloud:vswitch",
    code: "InvalidCirdrBlock.MaskLength",
    what: "with a block of /30",
    run: (account) => account.create("alicloud:vswitch", { cidrBlock: "10.20.1.0/30" }),
  },
  {
    type: "alicloud:vswitch",
    code: "InvalidParameter",
    what: "with a block that isn't in the VPC's",
    run: (account) => account.create("alicloud:vswitch", { cidrBlock: "10.21.1.0/24" }),
  },
  {
    type: "alicloud:vswitch",
    code: "InvalidCidrBlock.Overlapped",
    what: "with a block that overlaps another's",
    run: async (account) => {
      await account.the("alicloud:vswitch");
      await account.create("alicloud:vswitch", { cidrBlock: "10.20.0.0/23" });
    },
  },
  {
    type: "alicloud:vswitch",
    code: "QuotaExceeded.VSwitch",
    what: "one more than the quota of its VPC",
    run: async (account) => {
      account.set({ quotas: { "alicloud:vswitch": 1 } });
      await account.the("alicloud:vswitch");
      await account.create("alicloud:vswitch", { cidrBlock: "10.20.2.0/24" });
    },
  },
  {
    type: "alicloud:vswitch",
    code: "IncorrectVSwitchStatus",
    what: "changed while it is pending",
    run: async (account) => {
      const { id } = await account.begin("alicloud:vswitch");
      await account.modify("alicloud:vswitch", id, { description: "new" });
    },
  },
  {
    type: "alicloud:vswitch",
    code: "DependencyViolation",
    what: "deleted with an instance in it",
    run: async (account) => {
      await account.the("alicloud:instance");
      await account.remove("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
    },
  },
  {
    type: "alicloud:vswitch",
    code: "DependencyViolation.HaVip",
    what: "deleted with a HaVip in it",
    run: async (account) => {
      await account.the("alicloud:havip");
      await account.remove("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
    },
  },
  {
    type: "alicloud:vswitch",
    code: "DependencyViolation.EnhancedNatgw",
    what: "deleted with a NAT gateway in it",
    run: async (account) => {
      await account.the("alicloud:natGateway");
      await account.remove("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
    },
  },
  {
    type: "alicloud:vswitch",
    code: "DependencyViolation.SnatEntry",
    what: "deleted while an SNAT entry serves it",
    run: async (account) => {
      const gatewayIn = await account.create("alicloud:vswitch", { cidrBlock: "10.20.9.0/24", zoneId: ZONE });
      const gateway = await account.create("alicloud:natGateway", { vswitchId: gatewayIn.id });
      const eip = await account.the("alicloud:eip");
      // By hand: the right program would put a gateway into the vSwitch itself.
      await account.cloud.create(account.session, "alicloud:eipAssociation", {
        allocationId: eip.id,
        instanceId: gateway.id,
      });
      await account.cloud.create(account.session, "alicloud:snatEntry", {
        snatTableId: gateway.attributes.snatTableIds ?? "",
        sourceVswitchId: (await account.the("alicloud:vswitch")).id,
        snatIp: eip.attributes.ipAddress ?? "",
      });
      account.settle();
      await account.remove("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
    },
  },
];
