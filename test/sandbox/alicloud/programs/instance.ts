import type { WrongProgram } from "../../account.ts";

export const INSTANCE_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:instance",
    code: "InvalidVSwitchId.NotFound",
    what: "in a vSwitch that isn't there",
    run: (account) => account.create("alicloud:instance", { vswitchId: "vsw-nobody" }),
  },
  {
    type: "alicloud:instance",
    code: "IncorrectVSwitchStatus",
    what: "in a vSwitch that is pending",
    run: async (account) => {
      await account.wanted("alicloud:instance");
      const { id } = await account.begin("alicloud:vswitch", { cidrBlock: "10.20.7.0/24" });
      await account.create("alicloud:instance", { vswitchId: id });
    },
  },
  {
    type: "alicloud:instance",
    code: "MissingParameter",
    what: "in no vSwitch",
    run: (account) => account.create("alicloud:instance", { vswitchId: null }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidSecurityGroupId.NotFound",
    what: "in a security group that isn't there",
    run: (account) => account.create("alicloud:instance", { securityGroups: ["sg-nobody"] }),
  },
  {
    type: "alicloud:instance",
    code: "MissingParameter",
    what: "in no security group",
    run: (account) => account.create("alicloud:instance", { securityGroups: [] }),
  },
  {
    type: "alicloud:instance",
    code: "InstanceSecurityGroupLimitExceed",
    what: "in six security groups",
    run: async (account) => {
      const groups: string[] = [];
      for (let count = 0; count < 6; count += 1)
        groups.push((await account.create("alicloud:securityGroup")).id);
      await account.create("alicloud:instance", { securityGroups: groups });
    },
  },
  {
    type: "alicloud:instance",
    code: "InvalidSecurityGroupId.VPCMismatch",
    what: "in a security group of another VPC",
    run: async (account) => {
      const { id: vpcId } = await account.create("alicloud:vpc");
      const { id } = await account.create("alicloud:securityGroup", { vpcId });
      await account.create("alicloud:instance", { securityGroups: [id] });
    },
  },
  {
    type: "alicloud:instance",
    code: "InvalidParameter.Mismatch",
    what: "in another zone than its vSwitch",
    run: (account) => account.create("alicloud:instance", { availabilityZone: "cn-hangzhou-j" }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidVSwitchId.NotSupport",
    what: "moved to a vSwitch of another zone",
    run: async (account) => {
      const { id } = await account.the("alicloud:instance");
      const other = await account.create("alicloud:vswitch", {
        zoneId: "cn-hangzhou-j",
        cidrBlock: "10.20.4.0/24",
      });
      await account.modify("alicloud:instance", id, {
        vswitchId: other.id,
        availabilityZone: "cn-hangzhou-j",
      });
    },
  },
  {
    type: "alicloud:instance",
    code: "InvalidInstanceType.ValueNotSupported",
    what: "of a type that doesn't exist",
    run: (account) => account.create("alicloud:instance", { instanceType: "ecs.g7.huge" }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidImageId.NotFound",
    what: "from an image that doesn't exist",
    run: (account) => account.create("alicloud:instance", { imageId: "debian-12" }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidSystemDiskSize.LessThanImageSize",
    what: "with a disk that is smaller than the image",
    run: (account) => account.create("alicloud:instance", { systemDiskSize: 19 }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidSystemDiskSize",
    what: "with a disk that is larger than any",
    run: (account) => account.create("alicloud:instance", { systemDiskSize: 2049 }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidDiskSize.TooSmall",
    what: "with a disk that gets smaller",
    run: async (account) => {
      const { id } = await account.the("alicloud:instance");
      await account.modify("alicloud:instance", id, { systemDiskSize: 30 });
    },
  },
  {
    type: "alicloud:instance",
    code: "InvalidPrivateIpAddress.Malformed",
    what: "with an address that is none",
    run: (account) => account.create("alicloud:instance", { privateIp: "10.20.1.256" }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidPrivateIpAddress",
    what: "with an address outside its vSwitch",
    run: (account) => account.create("alicloud:instance", { privateIp: "10.20.2.1" }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidIPAddress.AlreadyUsed",
    what: "with another's address",
    run: async (account) => {
      await account.create("alicloud:instance", { privateIp: "10.20.1.20" });
      await account.create("alicloud:instance", { privateIp: "10.20.1.20" });
    },
  },
  {
    type: "alicloud:instance",
    code: "InvalidUserData.Base64FormatInvalid",
    what: "with user data that isn't encoded",
    run: (account) => account.create("alicloud:instance", { userData: "#cloud-config" }),
  },
  {
    type: "alicloud:instance",
    code: "InvalidUserData.SizeExceeded",
    what: "with more than 32 KiB of user data",
    run: (account) =>
      account.create("alicloud:instance", { userData: Buffer.alloc(32 * 1024 + 1).toString("base64") }),
  },
  {
    type: "alicloud:instance",
    code: "OperationDenied.NoStock",
    what: "of a type that is sold out in its zone",
    run: async (account) => {
      account.set({ stock: { "ecs.u1-c1m2.large@cn-hangzhou-k": 1 } });
      await account.create("alicloud:instance");
      await account.create("alicloud:instance");
    },
  },
  {
    type: "alicloud:instance",
    code: "InvalidDeploymentSetId.NotFound",
    what: "in a deployment set that isn't there",
    run: (account) => account.create("alicloud:instance", { deploymentSetId: "ds-nobody" }),
  },
  {
    type: "alicloud:instance",
    code: "QuotaExceed.DeploymentSetInstanceQuotaFull",
    what: "one more than twenty of a deployment set in a zone",
    run: async (account) => {
      const deploymentSetId = (await account.the("alicloud:deploymentSet")).id;
      for (let count = 0; count <= 20; count += 1)
        await account.create("alicloud:instance", { deploymentSetId });
    },
  },
  {
    type: "alicloud:instance",
    code: "IncorrectInstanceStatus",
    what: "changed while it is pending",
    run: async (account) => {
      const { id } = await account.begin("alicloud:instance");
      await account.modify("alicloud:instance", id, { description: "new" });
    },
  },
  {
    type: "alicloud:instance",
    code: "InvalidOperation.DeletionProtection",
    what: "deleted although it is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:instance", { deletionProtection: true });
      await account.remove("alicloud:instance", id);
    },
  },
  {
    type: "alicloud:instance",
    code: "InvalidInstanceId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:instance", "i-nobody"),
  },
];
