import { type CloudObject, records, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, list, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";
import { selected, tagged } from "../../selection.ts";
import { shownTags, tagsIn } from "../../tags.ts";

export const EIP = "alicloud:eip";
const ASSOCIATION = "alicloud:eipAssociation";

const GIVEN: Fields = {
  Name: text("addressName"),
  Description: text("description"),
  Bandwidth: text("bandwidth"),
  InternetChargeType: text("internetChargeType"),
  ISP: text("isp"),
  Netmode: text("netmode"),
  IpAddress: text("ipAddress"),
  PublicIpAddressPoolId: text("publicIpAddressPoolId"),
  ResourceGroupId: text("resourceGroupId"),
  SecurityProtectionTypes: list("securityProtectionTypes"),
  Zone: text("zone"),
};

const DESCRIBED: Fields = {
  Name: text("addressName"),
  Description: text("description"),
  IpAddress: text("ipAddress"),
  Bandwidth: text("bandwidth"),
  EipBandwidth: text("bandwidth"),
  InternetChargeType: text("internetChargeType"),
  ChargeType: text("instanceChargeType"),
  ISP: text("isp"),
  Netmode: text("netmode"),
  Mode: text("mode"),
  Status: text("status"),
  DeletionProtection: flag("deletionProtection"),
  HDMonitorStatus: text("highDefinitionMonitorLogStatus"),
  PublicIpAddressPoolId: text("publicIpAddressPoolId"),
  ResourceGroupId: text("resourceGroupId"),
  Zone: text("zone"),
  AllocationTime: text("createTime"),
};

const FILTERS = {
  EipAddress: "ipAddress",
  EipName: "addressName",
  Status: "status",
  ISP: "isp",
  ChargeType: "instanceChargeType",
  PublicIpAddressPoolId: "publicIpAddressPoolId",
  ResourceGroupId: "resourceGroupId",
} as const;

/** Balancers that have taken the address by themselves, not by an association. */
async function balancerOf(call: Call, eip: CloudObject): Promise<Record<string, string>> {
  for (const [type, kind] of [
    ["alicloud:nlb", "NetworkLoadBalancer"],
    ["alicloud:alb", "ApplicationLoadBalancer"],
  ] as const) {
    const balancer = (await call.all(type)).find(({ attributes }) =>
      records(attributes, "zoneMappings").some(({ allocationId }) => allocationId === eip.id),
    );
    if (balancer) return { InstanceId: balancer.id, InstanceType: kind };
  }
  return { InstanceId: "", InstanceType: "" };
}

/** Whom the address leads to. */
async function leadsTo(call: Call, eip: CloudObject): Promise<Record<string, Value>> {
  const nowhere = { InstanceId: "", InstanceType: "", PrivateIpAddress: "", VpcId: "", InstanceRegionId: "" };
  const [association] = await call.having(ASSOCIATION, "allocationId", eip.id);
  if (association) {
    return {
      ...nowhere,
      InstanceRegionId: eip.scope,
      ...shown(association.attributes, {
        InstanceId: text("instanceId"),
        InstanceType: text("instanceType"),
        PrivateIpAddress: text("privateIpAddress"),
        VpcId: text("vpcId"),
        Mode: text("mode"),
      }),
    };
  }
  return eip.attributes.status === "InUse" ? { ...nowhere, ...(await balancerOf(call, eip)) } : nowhere;
}

async function described(call: Call, eip: CloudObject): Promise<Record<string, Value>> {
  return {
    Name: "",
    Description: "",
    HDMonitorStatus: "OFF",
    PublicIpAddressPoolId: "",
    Zone: "",
    ...shown(eip.attributes, DESCRIBED),
    ...(await leadsTo(call, eip)),
    AllocationId: eip.id,
    RegionId: eip.scope,
    BusinessStatus: "Normal",
    ExpiredTime: "",
    BandwidthPackageId: "",
    BandwidthPackageType: "",
    BandwidthPackageBandwidth: "",
    HasReservationData: "false",
    SecondLimited: false,
    ServiceManaged: 0,
    SecurityProtectionTypes: { SecurityProtectionType: eip.attributes.securityProtectionTypes ?? [] },
    OperationLocks: { LockReason: [] },
    Tags: { Tag: shownTags(eip) },
  };
}

async function associationIn(call: Call): Promise<CloudObject> {
  const allocation = call.parameters.required("AllocationId");
  const instance = call.parameters.text("InstanceId") ?? "";
  await call.need(EIP, allocation);
  const [association] = await call.having(ASSOCIATION, "allocationId", allocation);
  if (association && (instance === "" || association.attributes.instanceId === instance)) return association;
  throw new ApiError(
    400,
    "IncorrectEipStatus",
    `Current elastic IP status does not support this operation. (${allocation} is not associated)`,
  );
}

export const EIP_ACTIONS: Readonly<Record<string, Action>> = {
  AllocateEipAddress: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const isPrepaid = parameters.text("InstanceChargeType") === "PrePaid";
    const { id, attributes } = await call.create(EIP, {
      ...taken(parameters, GIVEN),
      paymentType: isPrepaid ? "Subscription" : "PayAsYouGo",
      ...(tags && { tags }),
    });
    return {
      AllocationId: id,
      EipAddress: textOf(attributes, "ipAddress"),
      ResourceGroupId: textOf(attributes, "resourceGroupId"),
      OrderId: 0,
    };
  },
  DescribeEipAddresses: async (call) => {
    const { parameters } = call;
    const ids = parameters.text("AllocationId")?.split(",").filter(Boolean);
    const holder = parameters.text("AssociatedInstanceId") ?? "";
    const associated = holder === "" ? [] : await call.having(ASSOCIATION, "instanceId", holder);
    const found = tagged(selected(await call.those(EIP, ids), parameters, FILTERS), parameters).filter(
      ({ id }) => holder === "" || associated.some(({ attributes }) => attributes.allocationId === id),
    );
    const { items, total, number, size } = pageOf(found, parameters, { most: 100 });
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      EipAddresses: { EipAddress: await Promise.all(items.map((eip) => described(call, eip))) },
    };
  },
  ModifyEipAddressAttribute: async (call) => {
    const { parameters } = call;
    await call.modify(
      EIP,
      parameters.required("AllocationId"),
      taken(parameters, {
        Name: text("addressName"),
        Description: text("description"),
        Bandwidth: text("bandwidth"),
      }),
    );
    return {};
  },
  ModifyEipForwardMode: async (call) => {
    const { parameters } = call;
    const mode = parameters.required("Mode");
    const id = parameters.required("InstanceId");
    const [association] = await call.having(ASSOCIATION, "allocationId", id);
    await call.modify(EIP, id, { mode });
    if (association) await call.modify(ASSOCIATION, association.id, { mode });
    return {};
  },
  ReleaseEipAddress: async (call) => {
    await call.remove(EIP, call.parameters.required("AllocationId"));
    return {};
  },
  AssociateEipAddress: async (call) => {
    const { parameters } = call;
    await call.create(
      ASSOCIATION,
      taken(parameters, {
        AllocationId: text("allocationId"),
        InstanceId: text("instanceId"),
        InstanceType: text("instanceType"),
        PrivateIpAddress: text("privateIpAddress"),
        Mode: text("mode"),
        VpcId: text("vpcId"),
      }),
    );
    return {};
  },
  UnassociateEipAddress: async (call) => {
    const { type, id } = await associationIn(call);
    await call.remove(type, id);
    return {};
  },
  DescribeHighDefinitionMonitorLogAttribute: async (call) => {
    const { id, attributes } = await call.need(EIP, call.parameters.required("InstanceId"));
    return {
      InstanceId: id,
      InstanceType: "EIP",
      Success: "true",
      LogProject: "",
      LogStore: "",
      ...shown(attributes, { LogProject: text("logProject"), LogStore: text("logStore") }),
    };
  },
  SetHighDefinitionMonitorLogStatus: async (call) => {
    const { parameters } = call;
    await call.modify(
      EIP,
      parameters.required("InstanceId"),
      taken(parameters, {
        Status: text("highDefinitionMonitorLogStatus"),
        LogProject: text("logProject"),
        LogStore: text("logStore"),
      }),
    );
    return { Success: "true" };
  },
};
