import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, record, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { selected, tagged } from "../../selection.ts";
import { shownTags, tagsIn } from "../../tags.ts";

export const NAT_GATEWAY = "alicloud:natGateway";

const GIVEN: Fields = {
  VpcId: text("vpcId"),
  VSwitchId: text("vswitchId"),
  Name: text("natGatewayName"),
  Description: text("description"),
  NatType: text("natType"),
  NetworkType: text("networkType"),
  Spec: text("specification"),
  InternetChargeType: text("internetChargeType"),
  EipBindMode: text("eipBindMode"),
  IcmpReplyEnabled: flag("icmpReplyEnabled"),
  PrivateLinkEnabled: flag("privateLinkEnabled"),
  AccessMode: record("accessMode", { ModeValue: text("modeValue"), TunnelType: text("tunnelType") }),
};

const CHANGEABLE: Fields = {
  Name: text("natGatewayName"),
  Description: text("description"),
  EipBindMode: text("eipBindMode"),
  IcmpReplyEnabled: flag("icmpReplyEnabled"),
};

const DESCRIBED: Fields = {
  VpcId: text("vpcId"),
  Name: text("natGatewayName"),
  Description: text("description"),
  NatType: text("natType"),
  NetworkType: text("networkType"),
  Status: text("status"),
  CreationTime: text("createTime"),
  ResourceGroupId: text("resourceGroupId"),
  PrivateLinkEnabled: flag("privateLinkEnabled"),
};

/** Words of a listed gateway that its own description puts elsewhere. */
const LISTED: Fields = {
  Spec: text("specification"),
  InstanceChargeType: text("instanceChargeType"),
  InternetChargeType: text("internetChargeType"),
  EipBindMode: text("eipBindMode"),
  IcmpReplyEnabled: flag("icmpReplyEnabled"),
  DeletionProtection: flag("deletionProtection"),
  AccessMode: record("accessMode", { ModeValue: text("modeValue"), TunnelType: text("tunnelType") }),
};

const FILTERS = {
  VpcId: "vpcId",
  Name: "natGatewayName",
  NatType: "natType",
  NetworkType: "networkType",
  Status: "status",
  InstanceChargeType: "instanceChargeType",
  ResourceGroupId: "resourceGroupId",
} as const;

/** The public addresses that are bound to a gateway, and whether an entry uses each. */
async function addressesOf(call: Call, gateway: CloudObject): Promise<Record<string, Value>[]> {
  const [table = ""] = texts(gateway.attributes, "snatTableIds");
  const used = (await call.having("alicloud:snatEntry", "snatTableId", table)).flatMap(({ attributes }) =>
    textOf(attributes, "snatIp").split(","),
  );
  const associations = await call.having("alicloud:eipAssociation", "instanceId", gateway.id);
  const eips = await Promise.all(
    associations.map(({ attributes }) => call.find("alicloud:eip", textOf(attributes, "allocationId"))),
  );
  return eips
    .filter((eip) => eip !== undefined)
    .map(({ id, attributes }) => {
      const address = textOf(attributes, "ipAddress");
      const isUsed = used.includes(address);
      return { AllocationId: id, IpAddress: address, UsingStatus: isUsed ? "UsedBySnatTable" : "Idle" };
    });
}

async function described(call: Call, gateway: CloudObject): Promise<Record<string, Value>> {
  const { attributes, id, scope } = gateway;
  const vswitch = await call.find("alicloud:vswitch", textOf(attributes, "vswitchId"));
  return {
    Name: "",
    Description: "",
    Spec: "",
    PrivateLinkEnabled: false,
    ...shown(attributes, DESCRIBED),
    ...shown(attributes, LISTED),
    NatGatewayId: id,
    RegionId: scope,
    BusinessStatus: "Normal",
    ExpiredTime: "",
    AutoPay: false,
    EcsMetricEnabled: false,
    SnatTableIds: { SnatTableId: texts(attributes, "snatTableIds") },
    ForwardTableIds: { ForwardTableId: texts(attributes, "forwardTableIds") },
    FullNatTableIds: { FullNatTableId: [] },
    IpLists: {
      IpList: (await addressesOf(call, gateway)).map((address) => ({
        ...address,
        SnatEntryEnabled: address.UsingStatus !== "Idle",
      })),
    },
    NatGatewayPrivateInfo: {
      VswitchId: textOf(attributes, "vswitchId"),
      PrivateIpAddress: textOf(attributes, "privateIp"),
      IzNo: textOf(vswitch?.attributes ?? {}, "zoneId"),
      EniInstanceId: "",
    },
    Tags: { Tag: shownTags(gateway, "Tag") },
  };
}

/** Takes away what stands on a gateway, at once, so that the gateway can go in the same call. */
async function clear(call: Call, gateway: CloudObject): Promise<void> {
  const tables = texts(gateway.attributes, "snatTableIds");
  const forwards = texts(gateway.attributes, "forwardTableIds");
  const entries = [
    ...(await Promise.all(tables.map((id) => call.having("alicloud:snatEntry", "snatTableId", id)))),
    ...(await Promise.all(forwards.map((id) => call.having("alicloud:forwardEntry", "forwardTableId", id)))),
    await call.having("alicloud:eipAssociation", "instanceId", gateway.id),
  ].flat();
  for (const { type, id } of entries) call.cloud.destroy(type, id);
}

export const NAT_GATEWAY_ACTIONS: Readonly<Record<string, Action>> = {
  CreateNatGateway: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const isPrepaid = parameters.text("InstanceChargeType") === "PrePaid";
    const { id, attributes } = await call.create(NAT_GATEWAY, {
      ...taken(parameters, GIVEN),
      paymentType: isPrepaid ? "Subscription" : "PayAsYouGo",
      ...(tags && { tags }),
    });
    return {
      NatGatewayId: id,
      SnatTableIds: { SnatTableId: texts(attributes, "snatTableIds") },
      ForwardTableIds: { ForwardTableId: texts(attributes, "forwardTableIds") },
    };
  },
  DescribeNatGateways: async (call) => {
    const { parameters } = call;
    const one = parameters.text("NatGatewayId");
    const found = selected(await call.those(NAT_GATEWAY, one ? [one] : undefined), parameters, FILTERS);
    const { items, total, number, size } = pageOf(tagged(found, parameters), parameters, { most: 100 });
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      NatGateways: { NatGateway: await Promise.all(items.map((gateway) => described(call, gateway))) },
    };
  },
  GetNatGatewayAttribute: async (call) => {
    const gateway = await call.need(NAT_GATEWAY, call.parameters.required("NatGatewayId"));
    const { attributes } = gateway;
    const [snatTable = ""] = texts(attributes, "snatTableIds");
    const [forwardTable = ""] = texts(attributes, "forwardTableIds");
    const vswitch = await call.find("alicloud:vswitch", textOf(attributes, "vswitchId"));
    return {
      Name: "",
      Description: "",
      ...shown(attributes, DESCRIBED),
      NatGatewayId: gateway.id,
      RegionId: gateway.scope,
      BusinessStatus: "Normal",
      BillingConfig: shown(attributes, {
        InstanceChargeType: text("instanceChargeType"),
        InternetChargeType: text("internetChargeType"),
        Spec: text("specification"),
      }),
      DeletionProtectionInfo: { Enabled: attributes.deletionProtection === true },
      SnatTable: {
        SnatTableId: snatTable,
        SnatEntryCount: (await call.having("alicloud:snatEntry", "snatTableId", snatTable)).length,
      },
      ForwardTable: {
        ForwardTableId: forwardTable,
        ForwardEntryCount: (await call.having("alicloud:forwardEntry", "forwardTableId", forwardTable))
          .length,
      },
      IpList: await addressesOf(call, gateway),
      PrivateInfo: {
        VswitchId: textOf(attributes, "vswitchId"),
        PrivateIpAddress: textOf(attributes, "privateIp"),
        IzNo: textOf(vswitch?.attributes ?? {}, "zoneId"),
      },
    };
  },
  ModifyNatGatewayAttribute: async (call) => {
    const { parameters } = call;
    await call.modify(NAT_GATEWAY, parameters.required("NatGatewayId"), taken(parameters, CHANGEABLE));
    return {};
  },
  ModifyNatGatewaySpec: async (call) => {
    const { parameters } = call;
    const changes = taken(parameters, { Spec: text("specification") });
    await call.modify(NAT_GATEWAY, parameters.required("NatGatewayId"), changes);
    return {};
  },
  DeleteNatGateway: async (call) => {
    const { parameters } = call;
    const gateway = await call.need(NAT_GATEWAY, parameters.required("NatGatewayId"));
    const { deletionProtection, status } = gateway.attributes;
    const canGo = deletionProtection !== true && status === "Available";
    if (canGo && parameters.flag("Force") === true) await clear(call, gateway);
    await call.remove(NAT_GATEWAY, gateway.id);
    return {};
  },
};
