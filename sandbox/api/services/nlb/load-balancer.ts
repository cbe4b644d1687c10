import { type CloudObject, records, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, list, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { stretchOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { refuseUnchangedZones } from "../../unchanged-zones.ts";
import { started } from "./jobs.ts";

const TYPE = "alicloud:nlb";

const ZONE: Fields = {
  ZoneId: text("zoneId"),
  VSwitchId: text("vswitchId"),
  AllocationId: text("allocationId"),
  PrivateIPv4Address: text("privateIpv4Address"),
  Ipv4LocalAddresses: list("ipv4LocalAddresses"),
};

const GIVEN: Fields = {
  LoadBalancerName: text("loadBalancerName"),
  LoadBalancerType: text("loadBalancerType"),
  VpcId: text("vpcId"),
  AddressType: text("addressType"),
  AddressIpVersion: text("addressIpVersion"),
  BandwidthPackageId: text("bandwidthPackageId"),
  ResourceGroupId: text("resourceGroupId"),
};

/** What lists and descriptions both have. */
const DESCRIBED: Fields = {
  ...GIVEN,
  LoadBalancerStatus: text("status"),
  LoadBalancerBusinessStatus: text("loadBalancerBusinessStatus"),
  DNSName: text("dnsName"),
  Ipv6AddressType: text("ipv6AddressType"),
  CrossZoneEnabled: flag("crossZoneEnabled"),
  Cps: integer("cps"),
  CreateTime: text("createTime"),
  RegionId: text("regionId"),
};

/** The addresses of a zone. */
const ADDRESSES: Fields = {
  AllocationId: text("allocationId"),
  EniId: text("eniId"),
  PrivateIPv4Address: text("privateIpv4Address"),
  PublicIPv4Address: text("publicIpv4Address"),
  Ipv4LocalAddresses: list("ipv4LocalAddresses"),
};

/** How requests and answers write both kinds of protection; in the cloud each attribute stands for itself. */
const DELETION: Fields = {
  Enabled: flag("deletionProtectionEnabled"),
  Reason: text("deletionProtectionReason"),
};
const MODIFICATION: Fields = {
  Status: text("modificationProtectionStatus"),
  Reason: text("modificationProtectionReason"),
};

function described(balancer: CloudObject): Record<string, Value> {
  const { attributes } = balancer;
  return {
    ...shown(attributes, DESCRIBED),
    LoadBalancerId: balancer.id,
    LoadBalancerBillingConfig: {
      PayType: attributes.paymentType === "Subscription" ? "PrePay" : "PostPay",
    },
    DeletionProtectionConfig: shown(attributes, DELETION),
    ModificationProtectionConfig: shown(attributes, MODIFICATION),
    SecurityGroupIds: texts(attributes, "securityGroupIds"),
    OperationLocks: [],
    ZoneMappings: records(attributes, "zoneMappings").map((zone) => ({
      ...shown(zone, { ZoneId: text("zoneId"), VSwitchId: text("vswitchId"), Status: text("status") }),
      LoadBalancerAddresses: [shown(zone, ADDRESSES)],
    })),
    Tags: shownTags(balancer),
  };
}

/** Zones of a request; what is empty isn't asked for. */
function zonesIn({ parameters }: Call): Record<string, Value>[] | undefined {
  return parameters
    .records("ZoneMappings")
    ?.map((zone) =>
      Object.fromEntries(
        Object.entries(taken(zone, ZONE)).filter(
          ([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0),
        ),
      ),
    );
}

/** An action that changes attributes, and answers with its job. */
function change(
  apiName: string,
  changes: (call: Call, balancer: CloudObject) => Record<string, Value>,
): Action {
  return async (call) => {
    const balancer = await call.need(TYPE, call.parameters.required("LoadBalancerId"));
    await call.modify(TYPE, balancer.id, changes(call, balancer));
    return started(apiName, TYPE, balancer.id);
  };
}

export const LOAD_BALANCER_ACTIONS: Readonly<Record<string, Action>> = {
  CreateLoadBalancer: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const deletion = parameters.record("DeletionProtectionConfig");
    const modification = parameters.record("ModificationProtectionConfig");
    const prepaid = parameters.record("LoadBalancerBillingConfig")?.text("PayType") === "PrePay";
    const { id } = await call.create(TYPE, {
      ...taken(parameters, GIVEN),
      ...(deletion && taken(deletion, DELETION)),
      ...(modification && taken(modification, MODIFICATION)),
      zoneMappings: zonesIn(call) ?? [],
      paymentType: prepaid ? "Subscription" : "PayAsYouGo",
      ...(tags && { tags }),
    });
    // The service spells it so.
    return { LoadbalancerId: id, ...started("CreateLoadBalancer", TYPE, id) };
  },
  GetLoadBalancerAttribute: async (call) =>
    described(await call.need(TYPE, call.parameters.required("LoadBalancerId"))),
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
        LoadBalancerType: "loadBalancerType",
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
      CrossZoneEnabled: flag("crossZoneEnabled"),
      Cps: integer("cps"),
    }),
  ),
  UpdateLoadBalancerZones: change("UpdateLoadBalancerZones", (call, balancer) => {
    const zoneMappings = zonesIn(call) ?? [];
    refuseUnchangedZones(balancer, zoneMappings, [
      "zoneId",
      "vswitchId",
      "allocationId",
      "privateIpv4Address",
    ]);
    return { zoneMappings };
  }),
  UpdateLoadBalancerAddressTypeConfig: change("UpdateLoadBalancerAddressTypeConfig", (call) => {
    const zoneMappings = zonesIn(call);
    return { addressType: call.parameters.required("AddressType"), ...(zoneMappings && { zoneMappings }) };
  }),
  UpdateLoadBalancerProtection: async (call) => {
    const { parameters } = call;
    await call.modify(
      TYPE,
      parameters.required("LoadBalancerId"),
      taken(parameters, {
        DeletionProtectionEnabled: flag("deletionProtectionEnabled"),
        DeletionProtectionReason: text("deletionProtectionReason"),
        ModificationProtectionStatus: text("modificationProtectionStatus"),
        ModificationProtectionReason: text("modificationProtectionReason"),
      }),
    );
    return {};
  },
  LoadBalancerJoinSecurityGroup: change(
    "LoadBalancerJoinSecurityGroup",
    ({ parameters }, { attributes }) => ({
      securityGroupIds: [
        ...new Set([
          ...texts(attributes, "securityGroupIds"),
          ...(parameters.list("SecurityGroupIds") ?? []),
        ]),
      ],
    }),
  ),
  LoadBalancerLeaveSecurityGroup: change(
    "LoadBalancerLeaveSecurityGroup",
    ({ parameters }, { attributes }) => {
      const left = parameters.list("SecurityGroupIds") ?? [];
      return { securityGroupIds: texts(attributes, "securityGroupIds").filter((id) => !left.includes(id)) };
    },
  ),
  DeleteLoadBalancer: async (call) => {
    const id = call.parameters.required("LoadBalancerId");
    await call.remove(TYPE, id);
    return started("DeleteLoadBalancer", TYPE, id);
  },
};
