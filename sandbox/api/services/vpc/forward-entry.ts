import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { selected } from "../../selection.ts";
import { NAT_GATEWAY } from "./nat-gateway.ts";

const TYPE = "alicloud:forwardEntry";

const FIELDS: Fields = {
  ForwardTableId: text("forwardTableId"),
  ForwardEntryName: text("forwardEntryName"),
  ExternalIp: text("externalIp"),
  ExternalPort: text("externalPort"),
  InternalIp: text("internalIp"),
  InternalPort: text("internalPort"),
  IpProtocol: text("ipProtocol"),
};

const FILTERS = {
  ForwardEntryId: "forwardEntryId",
  ForwardEntryName: "forwardEntryName",
  ExternalIp: "externalIp",
  ExternalPort: "externalPort",
  InternalIp: "internalIp",
  InternalPort: "internalPort",
  IpProtocol: "ipProtocol",
} as const;

/** As SNAT entries, these are numbered within their table. */
function idIn({ parameters }: Call): string {
  return `${parameters.required("ForwardTableId")}:${parameters.required("ForwardEntryId")}`;
}

async function described(call: Call, { attributes }: CloudObject): Promise<Record<string, Value>> {
  const [gateway] = await call.having(NAT_GATEWAY, "forwardTableIds", textOf(attributes, "forwardTableId"));
  return {
    ForwardEntryName: "",
    ...shown(attributes, {
      ...FIELDS,
      ForwardEntryId: text("forwardEntryId"),
      Status: text("status"),
    }),
    NatGatewayId: gateway?.id ?? "",
  };
}

async function asked(call: Call): Promise<readonly CloudObject[]> {
  const { parameters } = call;
  const table = parameters.text("ForwardTableId") ?? "";
  const gateway = parameters.text("NatGatewayId") ?? "";
  if (table !== "") return call.having(TYPE, "forwardTableId", table);
  if (gateway === "") return call.all(TYPE);
  const { attributes } = await call.need(NAT_GATEWAY, gateway);
  return call.having(TYPE, "forwardTableId", textOf(attributes, "forwardTableIds"));
}

export const FORWARD_ENTRY_ACTIONS: Readonly<Record<string, Action>> = {
  CreateForwardEntry: async (call) => {
    const { attributes } = await call.create(TYPE, taken(call.parameters, FIELDS));
    return { ForwardEntryId: textOf(attributes, "forwardEntryId") };
  },
  DescribeForwardTableEntries: async (call) => {
    const { parameters } = call;
    const found = selected(await asked(call), parameters, FILTERS);
    const { items, total, number, size } = pageOf(found, parameters, { most: 50 });
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      ForwardTableEntries: {
        ForwardTableEntry: await Promise.all(items.map((entry) => described(call, entry))),
      },
    };
  },
  ModifyForwardEntry: async (call) => {
    const { ForwardTableId: _, ...changeable } = FIELDS;
    await call.modify(TYPE, idIn(call), taken(call.parameters, changeable));
    return {};
  },
  DeleteForwardEntry: async (call) => {
    await call.remove(TYPE, idIn(call));
    return {};
  },
};
