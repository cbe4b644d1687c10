import { type Attributes, type CloudObject, records, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, list, listOf, record, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { stretchOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { started } from "./jobs.ts";

const TYPE = "alicloud:albServerGroup";

const HEALTH_CHECK: Fields = {
  HealthCheckEnabled: flag("healthCheckEnabled"),
  HealthCheckProtocol: text("healthCheckProtocol"),
  HealthCheckMethod: text("healthCheckMethod"),
  HealthCheckHttpVersion: text("healthCheckHttpVersion"),
  HealthCheckHost: text("healthCheckHost"),
  HealthCheckPath: text("healthCheckPath"),
  HealthCheckCodes: list("healthCheckCodes"),
  HealthCheckConnectPort: integer("healthCheckConnectPort"),
  HealthCheckInterval: integer("healthCheckInterval"),
  HealthCheckTimeout: integer("healthCheckTimeout"),
  HealthyThreshold: integer("healthyThreshold"),
  UnhealthyThreshold: integer("unhealthyThreshold"),
};

/** What may be said again later. */
const CHANGEABLE: Fields = {
  ServerGroupName: text("serverGroupName"),
  Scheduler: text("scheduler"),
  ServiceName: text("serviceName"),
  CrossZoneEnabled: flag("crossZoneEnabled"),
  UpstreamKeepaliveEnabled: flag("upstreamKeepaliveEnabled"),
  HealthCheckConfig: record("healthCheckConfig", HEALTH_CHECK),
  ConnectionDrainConfig: record("connectionDrainConfig", {
    ConnectionDrainEnabled: flag("connectionDrainEnabled"),
    ConnectionDrainTimeout: integer("connectionDrainTimeout"),
  }),
  SlowStartConfig: record("slowStartConfig", {
    SlowStartEnabled: flag("slowStartEnabled"),
    SlowStartDuration: integer("slowStartDuration"),
  }),
  StickySessionConfig: record("stickySessionConfig", {
    StickySessionEnabled: flag("stickySessionEnabled"),
    StickySessionType: text("stickySessionType"),
    Cookie: text("cookie"),
    CookieTimeout: integer("cookieTimeout"),
  }),
  UchConfig: record("uchConfig", { Type: text("type"), Value: text("value") }),
};

const GIVEN: Fields = {
  ...CHANGEABLE,
  ServerGroupType: text("serverGroupType"),
  Protocol: text("protocol"),
  VpcId: text("vpcId"),
  Ipv6Enabled: flag("ipv6Enabled"),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = {
  ...GIVEN,
  ServerGroupStatus: text("status"),
  CreateTime: text("createTime"),
};

/** How a request names a server and what it says of it. */
const SERVER: Fields = {
  ServerType: text("serverType"),
  ServerId: text("serverId"),
  ServerIp: text("serverIp"),
  Port: integer("port"),
  Weight: integer("weight"),
  Description: text("description"),
  RemoteIpEnabled: flag("remoteIpEnabled"),
};

const DESCRIBED_SERVER: Fields = {
  ...SERVER,
  ServerGroupId: text("serverGroupId"),
  Status: text("status"),
};

function serversIn({ parameters }: Call): Record<string, Value>[] {
  return taken(parameters, { Servers: listOf("servers", SERVER) }).servers as Record<string, Value>[];
}

/** What others said of a server, without what the cloud adds when it describes one. */
function stated(server: Attributes): Record<string, Value> {
  const { status: _, serverGroupId: __, ...rest } = server;
  return rest;
}

function isSame(a: Attributes, b: Attributes): boolean {
  return a.serverId === b.serverId && (a.port ?? null) === (b.port ?? null);
}

/** Changes a group's servers. @param servers what becomes of those that it has */
async function changeServers(
  call: Call,
  apiName: string,
  servers: (present: Record<string, Value>[], named: Record<string, Value>[]) => Record<string, Value>[],
) {
  const group = await call.need(TYPE, call.parameters.required("ServerGroupId"));
  const present = records(group.attributes, "servers").map(stated);
  await call.modify(TYPE, group.id, { servers: servers(present, serversIn(call)) });
  return started(apiName, TYPE, group.id);
}

function requirePresent(present: readonly Attributes[], named: readonly Attributes[]): void {
  const stranger = named.find((server) => !present.some((one) => isSame(one, server)));
  if (stranger) {
    throw new ApiError(
      404,
      "ResourceNotFound.BackendServer",
      `The backend server is not in the group. (${String(stranger.serverId)}:${String(stranger.port)})`,
    );
  }
}

function described(group: CloudObject): Record<string, Value> {
  return {
    ...shown(group.attributes, DESCRIBED),
    ServerGroupId: group.id,
    ServerCount: records(group.attributes, "servers").length,
    RelatedLoadBalancerIds: group.attributes.relatedLoadBalancerIds ?? [],
    ConfigManagedEnabled: false,
    Tags: shownTags(group),
  };
}

export const SERVER_GROUP_ACTIONS: Readonly<Record<string, Action>> = {
  CreateServerGroup: async (call) => {
    const tags = tagsIn(call.parameters);
    const { id } = await call.create(TYPE, { ...taken(call.parameters, GIVEN), ...(tags && { tags }) });
    return { ServerGroupId: id, ...started("CreateServerGroup", TYPE, id) };
  },
  ListServerGroups: async (call) => {
    const { parameters } = call;
    const found = filtered(await call.those(TYPE, parameters.list("ServerGroupIds")), parameters, {
      one: { ServerGroupType: "serverGroupType", VpcId: "vpcId", ResourceGroupId: "resourceGroupId" },
      any: { ServerGroupNames: "serverGroupName" },
    });
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    return {
      ServerGroups: items.map(described),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  ListServerGroupServers: async (call) => {
    const { parameters } = call;
    const id = parameters.text("ServerGroupId");
    const ids = parameters.list("ServerIds");
    const groups = id === undefined ? await call.all(TYPE) : [await call.need(TYPE, id)];
    const servers = groups
      .flatMap(({ attributes }) => records(attributes, "servers"))
      .filter(({ serverId }) => ids === undefined || ids.includes(String(serverId)));
    const { items, total, size, nextToken } = stretchOf(servers, parameters);
    return {
      Servers: items.map((server) => shown(server, DESCRIBED_SERVER)),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  UpdateServerGroupAttribute: async (call) => {
    const id = call.parameters.required("ServerGroupId");
    await call.modify(TYPE, id, taken(call.parameters, CHANGEABLE));
    return started("UpdateServerGroupAttribute", TYPE, id);
  },
  AddServersToServerGroup: (call) =>
    changeServers(call, "AddServersToServerGroup", (present, named) => [...present, ...named]),
  RemoveServersFromServerGroup: (call) =>
    changeServers(call, "RemoveServersFromServerGroup", (present, named) => {
      requirePresent(present, named);
      return present.filter((server) => !named.some((one) => isSame(one, server)));
    }),
  UpdateServerGroupServersAttribute: (call) =>
    changeServers(call, "UpdateServerGroupServersAttribute", (present, named) => {
      requirePresent(present, named);
      return present.map((server) => ({ ...server, ...named.find((one) => isSame(one, server)) }));
    }),
  DeleteServerGroup: async (call) => {
    const id = call.parameters.required("ServerGroupId");
    await call.remove(TYPE, id);
    return started("DeleteServerGroup", TYPE, id);
  },
};
