import type { CloudObject } from "../../../cloud/object.ts";
import { text as textOf } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";

const TYPE = "alicloud:privateZoneRecord";

const GIVEN: Fields = {
  ZoneId: text("zoneId"),
  Rr: text("rr"),
  Type: text("type"),
  Value: text("value"),
  Ttl: integer("ttl"),
  Priority: integer("priority"),
};

const DESCRIBED: Fields = { ...GIVEN, Remark: text("remark"), Status: text("status") };

/** Callers name a record by its number alone; the cloud's id has the zone's behind it. */
async function recordOf(call: Call): Promise<CloudObject> {
  const number = call.parameters.required("RecordId");
  const found = (await call.all(TYPE)).find(({ attributes }) => textOf(attributes, "recordId") === number);
  return found ?? call.need(TYPE, number);
}

/** Names in private zones. */
export const RECORD_ACTIONS: Readonly<Record<string, Action>> = {
  AddZoneRecord: async (call) => {
    const { attributes } = await call.create(TYPE, { ttl: 60, ...taken(call.parameters, GIVEN) });
    return { Success: true, RecordId: Number(attributes.recordId) };
  },
  DescribeZoneRecords: async (call) => {
    const { parameters } = call;
    const zone = await call.need("alicloud:privateZone", parameters.required("ZoneId"));
    const all = (await call.all(TYPE)).filter(({ attributes }) => attributes.zoneId === zone.id);
    const { items, total, number, size } = pageOf(all, parameters, { usual: 20 });
    return {
      TotalItems: total,
      TotalPages: Math.ceil(total / size),
      PageNumber: number,
      PageSize: size,
      Records: {
        Record: items.map(({ attributes }) => ({
          Remark: "",
          ...shown(attributes, DESCRIBED),
          RecordId: Number(attributes.recordId),
        })),
      },
    };
  },
  UpdateZoneRecord: async (call) => {
    const record = await recordOf(call);
    const { ZoneId: _, ...changeable } = GIVEN;
    await call.modify(TYPE, record.id, taken(call.parameters, changeable));
    return { RecordId: Number(record.attributes.recordId) };
  },
  UpdateRecordRemark: async (call) => {
    const record = await recordOf(call);
    await call.modify(TYPE, record.id, { remark: call.parameters.text("Remark") ?? "" });
    return { RecordId: Number(record.attributes.recordId) };
  },
  SetZoneRecordStatus: async (call) => {
    const record = await recordOf(call);
    const status = call.parameters.required("Status");
    await call.modify(TYPE, record.id, { status });
    return { RecordId: Number(record.attributes.recordId), Status: status };
  },
  DeleteZoneRecord: async (call) => {
    const record = await recordOf(call);
    await call.remove(TYPE, record.id);
    return { RecordId: Number(record.attributes.recordId) };
  },
};
