import type { WrongProgram } from "../../account.ts";

export const HAVIP_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:havip",
    code: "InvalidVSwitchId.NotFound",
    what: "in a vSwitch that isn't there",
    run: (account) => account.create("alicloud:havip", { vswitchId: "vsw-nobody" }),
  },
  {
    type: "alicloud:havip",
    code: "IncorrectStatus.VSwitch",
    what: "in a vSwitch that is pending",
    run: async (account) => {
      await account.the("alicloud:vswitch");
      const { id } = await account.begin("alicloud:vswitch", { cidrBlock: "10.20.7.0/24" });
      await account.create("alicloud:havip", { vswitchId: id });
    },
  },
  {
    type: "alicloud:havip",
    code: "InvalidIpAddress.Malformed",
    what: "with an address that is none",
    run: (account) => account.create("alicloud:havip", { ipAddress: "10.20.1" }),
  },
  {
    type: "alicloud:havip",
    code: "InvalidIpAddress",
    what: "with an address outside its vSwitch",
    run: (account) => account.create("alicloud:havip", { ipAddress: "10.20.2.10" }),
  },
  {
    type: "alicloud:havip",
    code: "InvalidIpAddress",
    what: "with an address that the cloud keeps for itself",
    run: (account) => account.create("alicloud:havip", { ipAddress: "10.20.1.253" }),
  },
  {
    type: "alicloud:havip",
    code: "InvalidIpAddress.AlreadyUsed",
    what: "with an instance's address",
    run: async (account) => {
      await account.create("alicloud:instance", { privateIp: "10.20.1.10" });
      await account.the("alicloud:havip");
    },
  },
  {
    type: "alicloud:havip",
    code: "QuotaExceeded.HaVip",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:havip": 1 } });
      await account.the("alicloud:havip");
      await account.create("alicloud:havip", { ipAddress: null });
    },
  },
  {
    type: "alicloud:havip",
    code: "QuotaExceeded.PrivateIpAddress",
    what: "in a vSwitch without a free address",
    run: async (account) => {
      // Eight addresses, of which the cloud keeps four.
      const { id } = await account.create("alicloud:vswitch", { cidrBlock: "10.20.8.0/29" });
      for (let count = 0; count <= 4; count += 1) {
        await account.create("alicloud:havip", { vswitchId: id, ipAddress: null });
      }
    },
  },
  {
    type: "alicloud:havip",
    code: "IncorrectHaVipStatus",
    what: "deleted while an instance bears it",
    run: async (account) => {
      await account.the("alicloud:havipAttachment");
      await account.remove("alicloud:havip", (await account.the("alicloud:havip")).id);
    },
  },
  {
    type: "alicloud:havip",
    code: "InvalidHaVipId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:havip", "havip-nobody"),
  },
  {
    type: "alicloud:havipAttachment",
    code: "InvalidHaVipId.NotFound",
    what: "of a HaVip that isn't there",
    run: (account) => account.create("alicloud:havipAttachment", { haVipId: "havip-nobody" }),
  },
  {
    type: "alicloud:havipAttachment",
    code: "InvalidInstanceId.NotFound",
    what: "on an instance that isn't there",
    run: (account) => account.create("alicloud:havipAttachment", { instanceId: "i-nobody" }),
  },
  {
    type: "alicloud:havipAttachment",
    code: "IncorrectInstanceStatus",
    what: "on an instance that is pending",
    run: async (account) => {
      await account.wanted("alicloud:havipAttachment");
      const { id } = await account.begin("alicloud:instance");
      await account.create("alicloud:havipAttachment", { instanceId: id });
    },
  },
  {
    type: "alicloud:havipAttachment",
    code: "InvalidInstanceId.AlreadyBound",
    what: "on the same instance again",
    run: async (account) => {
      await account.the("alicloud:havipAttachment");
      await account.create("alicloud:havipAttachment");
    },
  },
  {
    type: "alicloud:havipAttachment",
    code: "InvalidParameter.Mismatch",
    what: "on an instance of another vSwitch",
    run: async (account) => {
      const { id: vswitchId } = await account.create("alicloud:vswitch", { cidrBlock: "10.20.3.0/24" });
      const { id } = await account.create("alicloud:instance", { vswitchId });
      await account.create("alicloud:havipAttachment", { instanceId: id });
    },
  },
  {
    type: "alicloud:havipAttachment",
    code: "QuotaExceeded.HaVipInstance",
    what: "on one instance more than ten",
    run: async (account) => {
      for (let count = 0; count <= 10; count += 1) {
        const { id } = await account.create("alicloud:instance");
        await account.create("alicloud:havipAttachment", { instanceId: id });
      }
    },
  },
];
