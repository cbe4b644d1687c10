import { randomBytes, randomInt } from "node:crypto";
import { numeric, records, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";

const NOT_EXISTS = { code: "Zone.NotExists", message: "Zone is not exists" } as const;
/** 10 digits. */
const SERIAL = 1_000_000_000;
/** What the private zone's records may say of their age, in seconds. */
const TTL_SECONDS = [5, 86_400] as const;

const ZONE_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,62}$/;
const HOST =
  /^(@|\*|(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*)$/;
const ADDRESS = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
/** What the service takes of a remark (API reference of UpdateZoneRemark and UpdateRecordRemark). */
const REMARK = /^[\p{Script=Han}A-Za-z0-9_,.，。 -]{0,50}$/u;

function checkRemark(remark: string, look: Look): void {
  if (!REMARK.test(remark))
    look.refuse(
      "Zone.Remark",
      `50 characters long. It can only contain numbers, Chinese, English and special characters: _ - , . (${remark})`,
    );
}

/** A domain that is answered for inside VPCs alone. Several may have one name, for several VPCs. */
export const privateZone: ResourceType = {
  type: "alicloud:privateZone",
  service: "pvtz",
  actions: {
    create: "AddZone",
    describe: "DescribeZoneInfo",
    modify: "UpdateZoneRemark",
    remove: "DeleteZone",
  },
  global: true,
  nameAttribute: "zoneName",
  id: () => randomBytes(16).toString("hex"),
  notFound: NOT_EXISTS,
  check(wanted, look) {
    const name = text(wanted, "zoneName");
    if (!ZONE_NAME.test(name)) look.refuse("Zone.Invalid.Name", `The zone name is invalid. (${name})`);
    checkRemark(text(wanted, "remark"), look);
  },
  complete: (wanted) => ({ proxyPattern: wanted.proxyPattern ?? "ZONE", isPtr: false }),
  describe: ({ id }, look) => ({
    recordCount: look.all("alicloud:privateZoneRecord").filter(({ attributes }) => attributes.zoneId === id)
      .length,
  }),
};

/** Which VPCs ask a zone. It has no id but the zone's. */
export const privateZoneAttachment: ResourceType = {
  type: "alicloud:privateZoneAttachment",
  service: "pvtz",
  actions: {
    create: "BindZoneVpc",
    describe: "DescribeZoneInfo",
    modify: "BindZoneVpc",
    remove: "BindZoneVpc",
  },
  global: true,
  id: ({ zoneId }) => String(zoneId),
  notFound: NOT_EXISTS,
  references: [
    {
      attribute: "zoneId",
      to: "alicloud:privateZone",
      missing: NOT_EXISTS,
      holds: { code: "Zone.VpcExists", message: "Zone have vpc bound." },
    },
    {
      attribute: "vpcs[].vpcId",
      to: "alicloud:vpc",
      missing: { code: "ZoneVpc.NotExists.VpcId", message: "The VPC does not exist." },
    },
  ],
  check(wanted, look, before) {
    const nameOf = (zoneId: string) =>
      text(look.get("alicloud:privateZone", zoneId)?.attributes ?? {}, "zoneName");
    const own = nameOf(text(wanted, "zoneId"));
    const vpcs = records(wanted, "vpcs").map((vpc) => text(vpc, "vpcId"));
    const twin = look
      .all("alicloud:privateZoneAttachment")
      .find(
        ({ id, attributes }) =>
          id !== before?.id &&
          nameOf(text(attributes, "zoneId")) === own &&
          records(attributes, "vpcs").some((vpc) => vpcs.includes(text(vpc, "vpcId"))),
      );
    if (twin) look.refuse("ZoneVpc.Zone.Repeated", `Vpc is bind to same zone name. (${own}, ${twin.id})`);
  },
  complete: (wanted) => withIds(wanted),
  adjust: (wanted) => withIds(wanted),
};

function withIds(wanted: Parameters<NonNullable<ResourceType["complete"]>>[0]) {
  return { vpcIds: records(wanted, "vpcs").map((vpc) => text(vpc, "vpcId")) };
}

export const privateZoneRecord: ResourceType = {
  type: "alicloud:privateZoneRecord",
  service: "pvtz",
  actions: {
    create: "AddZoneRecord",
    describe: "DescribeZoneRecords",
    modify: "UpdateZoneRecord",
    remove: "DeleteZoneRecord",
  },
  global: true,
  nameAttribute: "rr",
  id: ({ zoneId }) => `${randomInt(SERIAL, SERIAL * 9)}:${String(zoneId)}`,
  notFound: { code: "Record.NotExists", message: "The record does not exist." },
  references: [{ attribute: "zoneId", to: "alicloud:privateZone", missing: NOT_EXISTS, follows: true }],
  unique: [
    {
      attributes: ["zoneId", "rr", "type", "value"],
      taken: { code: "Record.Invalid.Conflict", message: "The record conflicts with other records." },
    },
  ],
  check(wanted, look, before) {
    const [rr, type, value] = [text(wanted, "rr"), text(wanted, "type"), text(wanted, "value")];
    if (!HOST.test(rr)) look.refuse("Record.Invalid.Rr", `The host record is invalid. (${rr})`);
    if (type === "A" && !ADDRESS.test(value))
      look.refuse("Record.Invalid.Value", `The record value is invalid. (${value})`);
    const ttl = numeric(wanted, "ttl") ?? TTL_SECONDS[0];
    if (ttl < TTL_SECONDS[0] || ttl > TTL_SECONDS[1])
      look.refuse("Record.Invalid.Ttl", `The TTL must be ${TTL_SECONDS.join(" to ")} seconds. (${ttl})`);
    checkRemark(text(wanted, "remark"), look);
    // Beside an alias stands nothing else (RFC 1034, section 3.6.2).
    const neighbour = look
      .all("alicloud:privateZoneRecord")
      .find(
        ({ id, attributes }) =>
          id !== before?.id &&
          attributes.zoneId === wanted.zoneId &&
          attributes.rr === rr &&
          (attributes.type === "CNAME") !== (type === "CNAME"),
      );
    if (neighbour)
      look.refuse(
        "Record.Invalid.Conflict",
        `The record conflicts with other records. (${rr}, ${neighbour.id})`,
      );
  },
  complete: () => ({ status: "ENABLE" }),
  describe: ({ id }) => ({ recordId: id.split(":")[0] ?? "" }),
};
