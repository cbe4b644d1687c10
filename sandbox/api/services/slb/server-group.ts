import { type CloudObject, numeric, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Body, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import type { Parameters } from "../../parameters.ts";
import { shownTags, tagsIn } from "../../tags.ts";

const GROUP = "alicloud:clbServerGroup";
const SERVER = "alicloud:clbServer";
const LISTENER = "alicloud:clbListener";

/** What may be said again later. */
const CHANGEABLE: Fields = { Weight: integer("weight"), Description: text("description") };

const STATED: Fields = {
  ...CHANGEABLE,
  ServerId: text("serverId"),
  Port: integer("port"),
  Type: text("type"),
};

/** Servers of a request, which come as JSON in a text. */
function serversIn(parameters: Parameters, name = "BackendServers"): readonly Parameters[] {
  return parameters.records(name) ?? [];
}

async function serversOf(call: Call, group: string): Promise<readonly CloudObject[]> {
  return (await call.all(SERVER)).filter(({ attributes }) => attributes.serverGroupId === group);
}

async function add(call: Call, group: string, servers: readonly Parameters[]): Promise<void> {
  for (const server of servers) {
    await call.cloud.create(call.session, SERVER, { ...taken(server, STATED), serverGroupId: group });
  }
}

async function remove(call: Call, group: string, servers: readonly Parameters[]): Promise<void> {
  const present = await serversOf(call, group);
  for (const wanted of servers) {
    // What isn't there needn't go: the service says nothing about it.
    const found = present.find((server) => isNamed(server, wanted));
    if (found) await call.remove(SERVER, found.id);
  }
}

async function change(call: Call, group: string, servers: readonly Parameters[]): Promise<void> {
  const present = await serversOf(call, group);
  for (const wanted of servers) {
    const found = present.find((server) => isNamed(server, wanted));
    if (found) await call.modify(SERVER, found.id, taken(wanted, CHANGEABLE));
  }
}

function isNamed({ attributes }: CloudObject, wanted: Parameters): boolean {
  return (
    textOf(attributes, "serverId") === wanted.text("ServerId") &&
    numeric(attributes, "port") === wanted.integer("Port")
  );
}

/** A group with its servers, as calls that change them answer. */
async function shownGroup(call: Call, { id, attributes }: CloudObject): Promise<Body> {
  const servers = await serversOf(call, id);
  return {
    VServerGroupId: id,
    VServerGroupName: attributes.name ?? "",
    BackendServers: {
      BackendServer: servers.map((server) => ({ Description: "", ...shown(server.attributes, STATED) })),
    },
  };
}

/** An action on a group that is there. */
function onGroup(work: (call: Call, group: CloudObject) => Promise<void>): Action {
  return async (call) => {
    const group = await call.need(GROUP, call.parameters.required("VServerGroupId"));
    await work(call, group);
    return shownGroup(call, await call.need(GROUP, group.id));
  };
}

export const SERVER_GROUP_ACTIONS: Readonly<Record<string, Action>> = {
  CreateVServerGroup: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const group = await call.create(GROUP, {
      ...taken(parameters, { VServerGroupName: text("name"), LoadBalancerId: text("loadBalancerId") }),
      ...(tags && { tags }),
    });
    await add(call, group.id, serversIn(parameters));
    return shownGroup(call, group);
  },
  DescribeVServerGroupAttribute: async (call) => {
    const group = await call.need(GROUP, call.parameters.required("VServerGroupId"));
    return {
      ...(await shownGroup(call, group)),
      ...shown(group.attributes, { LoadBalancerId: text("loadBalancerId"), CreateTime: text("createTime") }),
      Tags: { Tag: shownTags(group, "Tag") },
    };
  },
  DescribeVServerGroups: async (call) => {
    const { parameters } = call;
    const balancer = await call.need("alicloud:clb", parameters.required("LoadBalancerId"));
    const wanted = parameters.text("Description");
    const listeners = await call.all(LISTENER);
    const groups = filtered(await call.all(GROUP), parameters).filter(
      ({ attributes }) =>
        attributes.loadBalancerId === balancer.id && (wanted === undefined || attributes.name === wanted),
    );
    const rows = await Promise.all(
      groups.map(async (group): Promise<Record<string, Value>> => {
        const own = listeners.filter(({ attributes }) => attributes.serverGroupId === group.id);
        return {
          VServerGroupId: group.id,
          VServerGroupName: group.attributes.name ?? "",
          ServerCount: (await serversOf(call, group.id)).length,
          AssociatedObjects: {
            Rules: { Rule: [] },
            Listeners: {
              Listener: own.map(({ attributes }) => ({
                Port: attributes.frontendPort ?? 0,
                Protocol: attributes.protocol ?? "",
              })),
            },
          },
          Tags: { Tag: shownTags(group, "Tag") },
        };
      }),
    );
    return { VServerGroups: { VServerGroup: rows } };
  },
  SetVServerGroupAttribute: onGroup(async (call, { id }) => {
    await call.modify(GROUP, id, taken(call.parameters, { VServerGroupName: text("name") }));
    await change(call, id, serversIn(call.parameters));
  }),
  AddVServerGroupBackendServers: onGroup((call, { id }) => add(call, id, serversIn(call.parameters))),
  RemoveVServerGroupBackendServers: onGroup((call, { id }) => remove(call, id, serversIn(call.parameters))),
  ModifyVServerGroupBackendServers: onGroup(async (call, { id }) => {
    await remove(call, id, serversIn(call.parameters, "OldBackendServers"));
    await add(call, id, serversIn(call.parameters, "NewBackendServers"));
  }),
  DeleteVServerGroup: async (call) => {
    await call.remove(GROUP, call.parameters.required("VServerGroupId"));
    return {};
  },
};
