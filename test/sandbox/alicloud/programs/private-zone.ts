import type { Account, WrongProgram } from "../../account.ts";

const ZONE = "alicloud:privateZone";
const RECORD = "alicloud:privateZoneRecord";
const ATTACHMENT = "alicloud:privateZoneAttachment";

const wrong = (
  type: string,
  code: string,
  what: string,
  changes: Parameters<Account["create"]>[1],
): WrongProgram => ({ type, code, what, run: (account) => account.create(type, changes) });

export const PRIVATE_ZONE_PROGRAMS: readonly WrongProgram[] = [
  wrong(ZONE, "Zone.Invalid.Name", "whose name is none", { zoneName: "Messaging" }),
  wrong(ZONE, "Zone.Remark", "with a remark of other characters", { remark: "brokers: of both" }),
  {
    type: ZONE,
    code: "Zone.VpcExists",
    what: "deleted while a VPC asks it",
    run: async (account) => {
      await account.the(ATTACHMENT);
      await account.remove(ZONE, (await account.the(ZONE)).id);
    },
  },
  wrong(RECORD, "Zone.NotExists", "in a zone that isn't there", { zoneId: "0".repeat(32) }),
  wrong(RECORD, "Record.Invalid.Rr", "of a host that is none", { rr: "-rabbitmq-" }),
  wrong(RECORD, "Record.Invalid.Value", "of an address that is none", { value: "10.20.1.300" }),
  wrong(RECORD, "Record.Invalid.Ttl", "that is old at once", { ttl: 1 }),
  {
    type: RECORD,
    code: "Record.Invalid.Conflict",
    what: "that is there already",
    run: async (account) => {
      await account.the(RECORD);
      await account.create(RECORD);
    },
  },
  {
    type: RECORD,
    code: "Record.Invalid.Conflict",
    what: "an alias beside an address",
    run: async (account) => {
      await account.the(RECORD);
      await account.create(RECORD, { type: "CNAME", value: "other.example.com" });
    },
  },
  {
    type: RECORD,
    code: "Record.NotExists",
    what: "deleted without being there",
    run: (account) => account.remove(RECORD, "1:nobody"),
  },
  wrong(ATTACHMENT, "Zone.NotExists", "of a zone that isn't there", { zoneId: "0".repeat(32) }),
  wrong(ATTACHMENT, "ZoneVpc.NotExists.VpcId", "for a VPC that isn't there", {
    vpcs: [{ vpcId: "vpc-nobody", regionId: "cn-hangzhou" }],
  }),
  {
    type: ATTACHMENT,
    code: "ZoneVpc.Zone.Repeated",
    what: "for a VPC that knows the name already",
    run: async (account) => {
      await account.the(ATTACHMENT);
      const { id } = await account.create(ZONE);
      await account.create(ATTACHMENT, { zoneId: id });
    },
  },
];
