import { type CloudObject, records, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, listOf, record, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { stretchOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { refuseUnchangedZones } from "../../unchanged-zones.ts";
import { started } from "./jobs.ts";

const TYPE = "alicloud:alb";

const ZONE: Fields = {
  ZoneId: text("zoneId"),
  VSwitchId: text("vswitchId"),
  AllocationId: text("allocationId"),
  EipType: text("eipType"),
  IntranetAddress: text("intranetAddress"),
};

const PROTECTION: Fields = { Status: text("status"), Reason: text("reason") };

const GIVEN: Fields = {
  LoadBalancerName: text("loadBalancerName"),
  LoadBalancerEdition: text("loadBalancerEdition"),
  VpcId: text("vpcId"),
  AddressType: text("addressType"),
  AddressAllocatedMode: text("addressAllocatedMode"),
  AddressIpVersion: text("addressIpVersion"),
  ResourceGroupId: text("resourceGroupId"),
  DeletionProtectionEnabled: flag("deletionProtectionEnabled"),
  ModificationProtectionConfig: record("modificationProtectionConfig", PROTECTION),
  ZoneMappings: listOf("zoneMappings", ZONE),
};

/** What lists and descriptions both have. */
const DESCRIBED: Fields = {
  LoadBalancerName: text("loadBalancerName"),
  LoadBalancerEdition: text("loadBalancerEdition"),
  LoadBalancerStatus: text("status"),
  VpcId: text("vpcId"),
  DNSName: text("dnsName"),
  AddressType: text("addressType"),
  AddressAllocatedMode: text("addressAllocatedMode"),
  AddressIpVersion: text("addressIpVersion"),
  BandwidthPackageId: text("bandwidthPackageId"),
  Ipv6AddressType: text("ipv6AddressType"),
  ResourceGroupId: text("resourceGroupId"),
  CreateTime: text("createTime"),
  AccessLogConfig: record("accessLogConfig", { LogProject: text("logProject"), LogStore: text("logStore") }),
};

const DESCRIBED_ZONE: Fields = {
  ZoneId: text("zoneId"),
  VSwitchId: text("vswitchId"),
  LoadBalancerAddresses: listOf("loadBalancerAddresses", {
    Address: text("address"),
    AllocationId: text("allocationId"),
    EipType: text("eipType"),
    IntranetAddress: text("intranetAddress"),
  }),
};

function described(balancer: CloudObject): Record<string, Value> {
  const { attributes } = balancer;
  return {
    ...shown(attributes, DESCRIBED),
    LoadBalancerId: balancer.id,
    LoadBalancerBussinessStatus: "Normal",
    // Pulumi's providers know the one way to pay as PayAsYouGo.
    LoadBalancerBillingConfig: { PayType: "PostPay" },
    DeletionProtectionConfig: { Enabled: attributes.deletionProtectionEnabled === true },
    ModificationProtectionConfig: {
      Status: "NonProtection",
      ...(shown(attributes, { M: record("modificationProtectionConfig", PROTECTION) }).M as object),
    },
    Tags: shownTags(balancer),
  };
}

/** Zones of a request; what is empty isn't asked for. */
function zonesIn({ parameters }: Call): Record<string, Value>[] | undefined {
  return parameters.records("ZoneMappings")?.map((zone) => withoutEmpty(taken(zone, ZONE)));
}

function withoutEmpty(values: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** An action that changes attributes, and answers with its job. */
function change(apiName: string, changes: (call: Call) => Record<string, Value>, idName = "LoadBalancerId") {
  return async (call: Call) => {
    const { id } = await call.modify(TYPE, call.parameters.required(idName), changes(call));
    return started(apiName, TYPE, id);
  };
}

/** An action that changes attributes, and answers when it is done. */
function changeAtOnce(changes: (call: Call) => Record<string, Value>, idName = "LoadBalancerId") {
  return async (call: Call) => {
    await call.modify(TYPE, call.parameters.required(idName), changes(call));
    return {};
  };
}

export const LOAD_BALANCER_ACTIONS: Readonly<Record<string, Action>> = {
  CreateLoadBalancer: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const zoneMappings = zonesIn(call);
    const { id } = await call.create(TYPE, {
      ...taken(parameters, GIVEN),
      ...(zoneMappings && { zoneMappings }),
      loadBalancerBillingConfig: { payType: "PayAsYouGo" },
      ...(tags && { tags }),
    });
    return { LoadBalancerId: id };
  },
  GetLoadBalancerAttribute: async (call) => {
    const balancer = await call.need(TYPE, call.parameters.required("LoadBalancerId"));
    return {
      ...described(balancer),
      RegionId: balancer.scope,
      ZoneMappings: records(balancer.attributes, "zoneMappings").map((zone) => ({
        ...shown(zone, DESCRIBED_ZONE),
        Status: "Active",
      })),
      SecurityGroupIds: [],
      LoadBalancerOperationLocks: [],
    };
  },
  ListLoadBalancers: async (call) => {
    const { parameters } = call;
    const zone = parameters.text("ZoneId");
    const all = await call.those(TYPE, parameters.list("LoadBalancerIds"));
    const found = filtered(all, parameters, {
      one: {
        AddressType: "addressType",
        AddressIpVersion: "addressIpVersion",
        DNSName: "dnsName",
        LoadBalancerStatus: "status",
        ResourceGroupId: "resourceGroupId",
      },
      any: { LoadBalancerNames: "loadBalancerName", VpcIds: "vpcId" },
    }).filter(
      ({ attributes }) =>
        zone === undefined || records(attributes, "zoneMappings").some(({ zoneId }) => zoneId === zone),
    );
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    return {
      LoadBalancers: items.map(described),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  UpdateLoadBalancerAttribute: change("UpdateLoadBalancerAttribute", ({ parameters }) =>
    taken(parameters, {
      LoadBalancerName: text("loadBalancerName"),
      ModificationProtectionConfig: record("modificationProtectionConfig", PROTECTION),
    }),
  ),
  UpdateLoadBalancerZones: async (call) => {
    const balancer = await call.need(TYPE, call.parameters.required("LoadBalancerId"));
    const zoneMappings = zonesIn(call) ?? [];
    // Which EIP a zone has is changed by UpdateLoadBalancerAddressTypeConfig alone.
    refuseUnchangedZones(balancer, zoneMappings, ["zoneId", "vswitchId", "eipType", "intranetAddress"]);
    await call.modify(TYPE, balancer.id, { zoneMappings });
    return started("UpdateLoadBalancerZones", TYPE, balancer.id);
  },
  UpdateLoadBalancerAddressTypeConfig: change("UpdateLoadBalancerAddressTypeConfig", (call) => {
    const zoneMappings = zonesIn(call);
    return {
      addressType: call.parameters.required("AddressType"),
      ...(zoneMappings && { zoneMappings }),
    };
  }),
  UpdateLoadBalancerEdition: changeAtOnce(({ parameters }) => ({
    loadBalancerEdition: parameters.required("LoadBalancerEdition"),
  })),
  EnableLoadBalancerAccessLog: change("EnableLoadBalancerAccessLog", ({ parameters }) => ({
    accessLogConfig: {
      logProject: parameters.required("LogProject"),
      logStore: parameters.required("LogStore"),
    },
  })),
  DisableLoadBalancerAccessLog: changeAtOnce(() => ({ accessLogConfig: null })),
  EnableDeletionProtection: changeAtOnce(() => ({ deletionProtectionEnabled: true }), "ResourceId"),
  DisableDeletionProtection: changeAtOnce(() => ({ deletionProtectionEnabled: false }), "ResourceId"),
  DeleteLoadBalancer: async (call) => {
    const id = call.parameters.required("LoadBalancerId");
    await call.remove(TYPE, id);
    return started("DeleteLoadBalancer", TYPE, id);
  },
};
