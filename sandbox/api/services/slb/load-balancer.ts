import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { pageOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";

const TYPE = "alicloud:clb";
const LISTENER = "alicloud:clbListener";

const PROTECTION: Fields = {
  ModificationProtectionStatus: text("modificationProtectionStatus"),
  ModificationProtectionReason: text("modificationProtectionReason"),
};

const GIVEN: Fields = {
  ...PROTECTION,
  LoadBalancerName: text("loadBalancerName"),
  LoadBalancerSpec: text("loadBalancerSpec"),
  InstanceChargeType: text("instanceChargeType"),
  Address: text("address"),
  AddressType: text("addressType"),
  AddressIPVersion: text("addressIpVersion"),
  VSwitchId: text("vswitchId"),
  MasterZoneId: text("masterZoneId"),
  SlaveZoneId: text("slaveZoneId"),
  Bandwidth: integer("bandwidth"),
  DeleteProtection: text("deleteProtection"),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = {
  ...GIVEN,
  LoadBalancerStatus: text("status"),
  VpcId: text("vpcId"),
  RegionId: text("regionId"),
  CreateTime: text("createTime"),
};

/** Ways to pay, by Pulumi's words for them. */
const PAY_TYPES: Readonly<Record<string, string>> = { PayAsYouGo: "PayOnDemand", Subscription: "PrePay" };

function inPulumisWords(payType: string): string {
  return Object.entries(PAY_TYPES).find(([, word]) => word === payType)?.[0] ?? payType;
}

/** `paybytraffic` in the API is `PayByTraffic` elsewhere. */
function chargeTypeIn({ parameters }: Call): Record<string, Value> {
  const given = parameters.text("InternetChargeType")?.toLowerCase();
  if (given === undefined || given === "") return {};
  return { internetChargeType: given === "paybybandwidth" ? "PayByBandwidth" : "PayByTraffic" };
}

function described(balancer: CloudObject): Record<string, Value> {
  const { attributes } = balancer;
  return {
    ModificationProtectionReason: "",
    ...shown(attributes, DESCRIBED),
    LoadBalancerId: balancer.id,
    InternetChargeType: textOf(attributes, "internetChargeType").toLowerCase(),
    PayType: PAY_TYPES[textOf(attributes, "paymentType")] ?? "PayOnDemand",
    NetworkType: attributes.vswitchId === undefined ? "classic" : "vpc",
    RegionIdAlias: balancer.scope,
    BusinessStatus: "Normal",
    Tags: { Tag: shownTags(balancer, "Tag") },
  };
}

/** An action that changes attributes. */
function change(changes: (call: Call) => Record<string, Value>): Action {
  return async (call) => {
    await call.modify(TYPE, call.parameters.required("LoadBalancerId"), changes(call));
    return {};
  };
}

export const LOAD_BALANCER_ACTIONS: Readonly<Record<string, Action>> = {
  CreateLoadBalancer: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const payType = parameters.text("PayType");
    const { id, attributes } = await call.create(TYPE, {
      ...taken(parameters, GIVEN),
      ...chargeTypeIn(call),
      ...(payType !== undefined && { paymentType: inPulumisWords(payType) }),
      ...(tags && { tags }),
    });
    const { LoadBalancerName, Address, VSwitchId, VpcId, AddressIPVersion, ResourceGroupId } = shown(
      attributes,
      DESCRIBED,
    );
    return {
      LoadBalancerId: id,
      LoadBalancerName: LoadBalancerName ?? "",
      Address: Address ?? "",
      VSwitchId: VSwitchId ?? "",
      VpcId: VpcId ?? "",
      AddressIPVersion: AddressIPVersion ?? "ipv4",
      ResourceGroupId: ResourceGroupId ?? "",
      NetworkType: VSwitchId === undefined ? "classic" : "vpc",
    };
  },
  DescribeLoadBalancerAttribute: async (call) => {
    const balancer = await call.need(TYPE, call.parameters.required("LoadBalancerId"));
    const listeners = (await call.all(LISTENER)).filter(
      ({ attributes }) => attributes.loadBalancerId === balancer.id,
    );
    return {
      ...described(balancer),
      BackendServers: { BackendServer: [] },
      ListenerPorts: { ListenerPort: listeners.map(({ attributes }) => attributes.frontendPort ?? 0) },
      // The service has both spellings.
      ListenerPortsAndProtocal: {
        ListenerPortAndProtocal: listeners.map(({ attributes }) => ({
          ListenerPort: attributes.frontendPort ?? 0,
          ListenerProtocal: attributes.protocol ?? "",
        })),
      },
      ListenerPortsAndProtocol: {
        ListenerPortAndProtocol: listeners.map(({ attributes }) => ({
          Description: "",
          ...shown(attributes, {
            ListenerPort: integer("frontendPort"),
            ListenerProtocol: text("protocol"),
            Description: text("description"),
            ListenerForward: text("listenerForward"),
            ForwardPort: integer("forwardPort"),
          }),
        })),
      },
    };
  },
  DescribeLoadBalancers: async (call) => {
    const { parameters } = call;
    const ids = parameters.text("LoadBalancerId")?.split(",").filter(Boolean);
    const found = filtered(await call.those(TYPE, ids), parameters, {
      one: {
        LoadBalancerName: "loadBalancerName",
        LoadBalancerStatus: "status",
        Address: "address",
        AddressType: "addressType",
        VSwitchId: "vswitchId",
        VpcId: "vpcId",
        MasterZoneId: "masterZoneId",
        SlaveZoneId: "slaveZoneId",
        ResourceGroupId: "resourceGroupId",
      },
    });
    const { items, total, number, size } = pageOf(found, parameters);
    return {
      LoadBalancers: { LoadBalancer: items.map(described) },
      PageNumber: number,
      PageSize: size,
      TotalCount: total,
    };
  },
  SetLoadBalancerName: change(({ parameters }) => ({
    loadBalancerName: parameters.required("LoadBalancerName"),
  })),
  SetLoadBalancerStatus: change(({ parameters }) => ({ status: parameters.required("LoadBalancerStatus") })),
  SetLoadBalancerDeleteProtection: change(({ parameters }) => ({
    deleteProtection: parameters.required("DeleteProtection"),
  })),
  SetLoadBalancerModificationProtection: change(({ parameters }) => taken(parameters, PROTECTION)),
  ModifyLoadBalancerInstanceSpec: change(({ parameters }) => ({
    loadBalancerSpec: parameters.required("LoadBalancerSpec"),
  })),
  ModifyLoadBalancerInstanceChargeType: change((call) =>
    taken(call.parameters, {
      InstanceChargeType: text("instanceChargeType"),
      LoadBalancerSpec: text("loadBalancerSpec"),
    }),
  ),
  ModifyLoadBalancerInternetSpec: change((call) => ({
    ...taken(call.parameters, { Bandwidth: integer("bandwidth") }),
    ...chargeTypeIn(call),
  })),
  ModifyLoadBalancerPayType: change(({ parameters }) => ({
    paymentType: inPulumisWords(parameters.required("PayType")),
  })),
  DeleteLoadBalancer: async (call) => {
    await call.remove(TYPE, call.parameters.required("LoadBalancerId"));
    return {};
  },
};
