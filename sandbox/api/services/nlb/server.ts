import { type CloudObject, numeric, text as textOf } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { stretchOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { started } from "./jobs.ts";

const GROUP = "alicloud:nlbServerGroup";
const TYPE = "alicloud:nlbServer";

/** What may be said again later. */
const CHANGEABLE: Fields = { Weight: integer("weight"), Description: text("description") };

const GIVEN: Fields = {
  ...CHANGEABLE,
  ServerId: text("serverId"),
  ServerType: text("serverType"),
  ServerIp: text("serverIp"),
  Port: integer("port"),
};

const DESCRIBED: Fields = {
  ...GIVEN,
  ServerGroupId: text("serverGroupId"),
  Status: text("status"),
  ZoneId: text("zoneId"),
};

/** What a request says of a server; an empty address isn't one. */
function statedIn(server: Parameters) {
  const { serverIp, ...rest } = taken(server, GIVEN);
  return { ...rest, ...(serverIp !== undefined && serverIp !== "" && { serverIp }) };
}

async function serversOf(call: Call, group: string): Promise<readonly CloudObject[]> {
  return (await call.all(TYPE)).filter(({ attributes }) => attributes.serverGroupId === group);
}

/** The servers that a request names. @throws ApiError when one of them isn't in the group */
async function namedIn(call: Call): Promise<{ group: string; named: [Parameters, CloudObject][] }> {
  const { id: group } = await call.need(GROUP, call.parameters.required("ServerGroupId"));
  const present = await serversOf(call, group);
  const named = (call.parameters.records("Servers") ?? []).map((wanted): [Parameters, CloudObject] => {
    const found = present.find(
      ({ attributes }) =>
        textOf(attributes, "serverId") === wanted.text("ServerId") &&
        numeric(attributes, "port") === wanted.integer("Port"),
    );
    if (found) return [wanted, found];
    throw new ApiError(
      404,
      "ResourceNotFound.BackendServer",
      `The specified server does not exist. (${wanted.text("ServerId")}:${wanted.text("Port")})`,
    );
  });
  return { group, named };
}

export const SERVER_ACTIONS: Readonly<Record<string, Action>> = {
  AddServersToServerGroup: async (call) => {
    const { id: group } = await call.need(GROUP, call.parameters.required("ServerGroupId"));
    for (const server of call.parameters.records("Servers") ?? []) {
      await call.cloud.create(call.session, TYPE, { ...statedIn(server), serverGroupId: group });
    }
    return { ServerGroupId: group, ...started("AddServersToServerGroup", GROUP, group) };
  },
  ListServerGroupServers: async (call) => {
    const { parameters } = call;
    const group = parameters.text("ServerGroupId");
    const wanted = { serverId: parameters.list("ServerIds"), serverIp: parameters.list("ServerIps") };
    const found = (group === undefined ? await call.all(TYPE) : await serversOf(call, group)).filter(
      ({ attributes }) =>
        Object.entries(wanted).every(
          ([name, values]) => values === undefined || values.includes(textOf(attributes, name)),
        ),
    );
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    return {
      Servers: items.map(({ attributes }) => shown(attributes, DESCRIBED)),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  UpdateServerGroupServersAttribute: async (call) => {
    const { group, named } = await namedIn(call);
    for (const [wanted, { id }] of named) await call.modify(TYPE, id, taken(wanted, CHANGEABLE));
    return { ServerGroupId: group, ...started("UpdateServerGroupServersAttribute", GROUP, group) };
  },
  RemoveServersFromServerGroup: async (call) => {
    const { group, named } = await namedIn(call);
    for (const [, { id }] of named) await call.remove(TYPE, id);
    return { ServerGroupId: group, ...started("RemoveServersFromServerGroup", GROUP, group) };
  },
};
