import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, list, record, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { stretchOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { started } from "./jobs.ts";

const TYPE = "alicloud:nlbServerGroup";

const HEALTH_CHECK: Fields = {
  HealthCheckEnabled: flag("healthCheckEnabled"),
  HealthCheckType: text("healthCheckType"),
  HealthCheckConnectPort: integer("healthCheckConnectPort"),
  HealthCheckConnectTimeout: integer("healthCheckConnectTimeout"),
  HealthCheckInterval: integer("healthCheckInterval"),
  HealthyThreshold: integer("healthyThreshold"),
  UnhealthyThreshold: integer("unhealthyThreshold"),
  HealthCheckDomain: text("healthCheckDomain"),
  HealthCheckUrl: text("healthCheckUrl"),
  HealthCheckHttpCode: list("healthCheckHttpCodes"),
  HealthCheckHttpVersion: text("healthCheckHttpVersion"),
  HttpCheckMethod: text("httpCheckMethod"),
  HealthCheckReq: text("healthCheckReq"),
  HealthCheckExp: text("healthCheckExp"),
};

const CHANGEABLE: Fields = {
  ServerGroupName: text("serverGroupName"),
  Scheduler: text("scheduler"),
  ConnectionDrainEnabled: flag("connectionDrainEnabled"),
  ConnectionDrainTimeout: integer("connectionDrainTimeout"),
  PreserveClientIpEnabled: flag("preserveClientIpEnabled"),
};

const FIXED: Fields = {
  ServerGroupType: text("serverGroupType"),
  AddressIPVersion: text("addressIpVersion"),
  Protocol: text("protocol"),
  VpcId: text("vpcId"),
  AnyPortEnabled: flag("anyPortEnabled"),
  ResourceGroupId: text("resourceGroupId"),
};

/** Asked for under one name, shown under another. */
const ASKED_CHECK: Fields = { HealthCheckConfig: record("healthCheck", HEALTH_CHECK) };
const SHOWN_CHECK: Fields = { HealthCheck: record("healthCheck", HEALTH_CHECK) };

function described(
  group: CloudObject,
  servers: readonly CloudObject[],
  listeners: readonly CloudObject[],
): Record<string, Value> {
  const own = listeners.filter(({ attributes }) => attributes.serverGroupId === group.id);
  return {
    ...shown(group.attributes, { ...CHANGEABLE, ...FIXED, ...SHOWN_CHECK, RegionId: text("regionId") }),
    ServerGroupId: group.id,
    ServerGroupStatus: group.attributes.status ?? "",
    ServerCount: servers.filter(({ attributes }) => attributes.serverGroupId === group.id).length,
    RelatedLoadBalancerIds: [...new Set(own.map(({ attributes }) => textOf(attributes, "loadBalancerId")))],
    Tags: shownTags(group),
  };
}

export const SERVER_GROUP_ACTIONS: Readonly<Record<string, Action>> = {
  CreateServerGroup: async (call) => {
    const tags = tagsIn(call.parameters);
    const { id } = await call.create(TYPE, {
      ...taken(call.parameters, { ...CHANGEABLE, ...FIXED, ...ASKED_CHECK }),
      ...(tags && { tags }),
    });
    return { ServerGroupId: id, ...started("CreateServerGroup", TYPE, id) };
  },
  ListServerGroups: async (call: Call) => {
    const { parameters } = call;
    const found = filtered(await call.those(TYPE, parameters.list("ServerGroupIds")), parameters, {
      one: { ServerGroupType: "serverGroupType", VpcId: "vpcId", ResourceGroupId: "resourceGroupId" },
      any: { ServerGroupNames: "serverGroupName" },
    });
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    const servers = await call.all("alicloud:nlbServer");
    const listeners = await call.all("alicloud:nlbListener");
    return {
      ServerGroups: items.map((group) => described(group, servers, listeners)),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  UpdateServerGroupAttribute: async (call) => {
    const id = call.parameters.required("ServerGroupId");
    await call.modify(TYPE, id, taken(call.parameters, { ...CHANGEABLE, ...ASKED_CHECK }));
    return { ServerGroupId: id, ...started("UpdateServerGroupAttribute", TYPE, id) };
  },
  DeleteServerGroup: async (call) => {
    const id = call.parameters.required("ServerGroupId");
    await call.remove(TYPE, id);
    return { ServerGroupId: id, ...started("DeleteServerGroup", TYPE, id) };
  },
};
