import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { selected } from "../../selection.ts";
import { NAT_GATEWAY } from "./nat-gateway.ts";

const TYPE = "alicloud:snatEntry";

const GIVEN: Fields = {
  SnatTableId: text("snatTableId"),
  SnatIp: text("snatIp"),
  SnatEntryName: text("snatEntryName"),
  SourceVSwitchId: text("sourceVswitchId"),
  SourceCIDR: text("sourceCidr"),
  EipAffinity: integer("eipAffinity"),
};

const DESCRIBED: Fields = {
  SnatTableId: text("snatTableId"),
  SnatEntryId: text("snatEntryId"),
  SnatIp: text("snatIp"),
  SnatEntryName: text("snatEntryName"),
  SourceVSwitchId: text("sourceVswitchId"),
  SourceCIDR: text("sourceCidr"),
  EipAffinity: text("eipAffinity"),
  Status: text("status"),
};

const FILTERS = {
  SnatEntryId: "snatEntryId",
  SnatEntryName: "snatEntryName",
  SourceVSwitchId: "sourceVswitchId",
  SourceCIDR: "sourceCidr",
  SnatIp: "snatIp",
} as const;

/** The cloud's id has the table's in it, as the entry's own number is unique in its table alone. */
function idIn({ parameters }: Call): string {
  return `${parameters.required("SnatTableId")}:${parameters.required("SnatEntryId")}`;
}

async function described(call: Call, { attributes }: CloudObject): Promise<Record<string, Value>> {
  const [gateway] = await call.having(NAT_GATEWAY, "snatTableIds", textOf(attributes, "snatTableId"));
  return {
    SnatEntryName: "",
    SourceVSwitchId: "",
    EipAffinity: "0",
    ...shown(attributes, DESCRIBED),
    NatGatewayId: gateway?.id ?? "",
  };
}

/** Entries of the table, or of the gateway, that a request names; all of the region when it names none. */
async function asked(call: Call): Promise<readonly CloudObject[]> {
  const { parameters } = call;
  const table = parameters.text("SnatTableId") ?? "";
  const gateway = parameters.text("NatGatewayId") ?? "";
  if (table !== "") return call.having(TYPE, "snatTableId", table);
  if (gateway === "") return call.all(TYPE);
  const { attributes } = await call.need(NAT_GATEWAY, gateway);
  return call.having(TYPE, "snatTableId", textOf(attributes, "snatTableIds"));
}

export const SNAT_ENTRY_ACTIONS: Readonly<Record<string, Action>> = {
  CreateSnatEntry: async (call) => {
    const { attributes } = await call.create(TYPE, taken(call.parameters, GIVEN));
    return { SnatEntryId: textOf(attributes, "snatEntryId") };
  },
  DescribeSnatTableEntries: async (call) => {
    const { parameters } = call;
    const found = selected(await asked(call), parameters, FILTERS);
    const { items, total, number, size } = pageOf(found, parameters, { most: 50 });
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      SnatTableEntries: {
        SnatTableEntry: await Promise.all(items.map((entry) => described(call, entry))),
      },
    };
  },
  ModifySnatEntry: async (call) => {
    const { SnatIp, SnatEntryName, EipAffinity } = GIVEN;
    await call.modify(
      TYPE,
      idIn(call),
      taken(call.parameters, { SnatIp, SnatEntryName, EipAffinity } as Fields),
    );
    return {};
  },
  DeleteSnatEntry: async (call) => {
    await call.remove(TYPE, idIn(call));
    return {};
  },
};
