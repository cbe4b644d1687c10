import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";

const TYPE = "alicloud:dnsRecord";

const CHANGEABLE: Fields = {
  RR: text("rr"),
  Type: text("type"),
  Value: text("value"),
  Line: text("line"),
  TTL: integer("ttl"),
  Priority: integer("priority"),
};

const GIVEN: Fields = { ...CHANGEABLE, DomainName: text("domainName") };

const DESCRIBED: Fields = { ...GIVEN, Status: text("status"), Remark: text("remark") };

function described(record: CloudObject): Record<string, Value> {
  return { ...shown(record.attributes, DESCRIBED), RecordId: record.id, Locked: false };
}

/** What lists search in, and whether a word must be found or be the whole. */
const SEARCHES: Readonly<Record<string, string>> = {
  RRKeyWord: "rr",
  TypeKeyWord: "type",
  ValueKeyWord: "value",
};

function has(record: CloudObject, attribute: string, wanted: string | undefined): boolean {
  return wanted === undefined || textOf(record.attributes, attribute).toUpperCase() === wanted.toUpperCase();
}

function listed(call: Call, records: readonly CloudObject[]): Record<string, Value> {
  const { items, total, number, size } = pageOf(records, call.parameters, { usual: 20, most: 500 });
  return {
    TotalCount: total,
    PageNumber: number,
    PageSize: size,
    DomainRecords: { Record: items.map((record) => ({ ...described(record), Weight: 1 })) },
  };
}

export const RECORD_ACTIONS: Readonly<Record<string, Action>> = {
  AddDomainRecord: async (call) => {
    const { id } = await call.create(TYPE, taken(call.parameters, GIVEN));
    return { RecordId: id };
  },
  DescribeDomainRecordInfo: async (call) => {
    const record = await call.need(TYPE, call.parameters.required("RecordId"));
    return {
      ...described(record),
      PunyCode: textOf(record.attributes, "domainName"),
    };
  },
  DescribeDomainRecords: async (call) => {
    const { parameters } = call;
    const zone = parameters.required("DomainName");
    const found = (await call.all(TYPE)).filter(
      (record) =>
        has(record, "domainName", zone) &&
        has(record, "type", parameters.text("Type")) &&
        has(record, "line", parameters.text("Line")) &&
        has(record, "status", parameters.text("Status")) &&
        Object.entries(SEARCHES).every(([name, attribute]) =>
          textOf(record.attributes, attribute).includes(parameters.text(name) ?? ""),
        ) &&
        ["rr", "value"].some((attribute) =>
          textOf(record.attributes, attribute).includes(parameters.text("KeyWord") ?? ""),
        ),
    );
    return listed(call, found);
  },
  DescribeSubDomainRecords: async (call) => {
    const { parameters } = call;
    const host = parameters.required("SubDomain");
    const found = (await call.all(TYPE)).filter((record) => {
      const { rr, domainName } = record.attributes;
      const names = [`${String(rr)}.${String(domainName)}`, ...(rr === "@" ? [String(domainName)] : [])];
      return (
        names.includes(host) &&
        has(record, "type", parameters.text("Type")) &&
        has(record, "line", parameters.text("Line"))
      );
    });
    return listed(call, found);
  },
  UpdateDomainRecord: async (call) => {
    const { id } = await call.modify(
      TYPE,
      call.parameters.required("RecordId"),
      taken(call.parameters, CHANGEABLE),
    );
    return { RecordId: id };
  },
  UpdateDomainRecordRemark: async (call) => {
    const { parameters } = call;
    await call.modify(TYPE, parameters.required("RecordId"), { remark: parameters.text("Remark") ?? "" });
    return {};
  },
  SetDomainRecordStatus: async (call) => {
    const { parameters } = call;
    // Asked for as `Enable`, shown as `ENABLE`.
    const status = parameters.required("Status").toUpperCase();
    if (status !== "ENABLE" && status !== "DISABLE") {
      throw new ApiError(400, "InvalidStatus", `The status must be Enable or Disable. (${status})`);
    }
    const { id } = await call.modify(TYPE, parameters.required("RecordId"), { status });
    return { RecordId: id, Status: status === "ENABLE" ? "Enable" : "Disable" };
  },
  DeleteDomainRecord: async (call) => {
    const id = call.parameters.required("RecordId");
    await call.remove(TYPE, id);
    return { RecordId: id };
  },
};
