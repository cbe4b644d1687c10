import {
  type CloudObject,
  isRecord,
  numeric,
  text as textOf,
  texts,
  type Value,
} from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { shown, taken } from "../../fields.ts";
import { stretchOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";
import { shownTags } from "../../tags.ts";
import { FORWARDED_FOR, LISTED, LISTED_CONFIG, LISTENER_FIELDS } from "./listener-fields.ts";

const TYPE = "alicloud:clbListener";

type Protocol = keyof typeof LISTENER_FIELDS;
const PROTOCOLS = Object.keys(LISTENER_FIELDS) as Protocol[];

function statedIn({ parameters }: Call, protocol: Protocol): Record<string, Value> {
  const forwarded = taken(parameters, FORWARDED_FOR);
  // Both names of the same are taken, as the service takes them.
  const timeout = parameters.integer("HealthCheckTimeout") ?? parameters.integer("HealthCheckConnectTimeout");
  const acls = parameters.text("AclId")?.split(",").filter(Boolean);
  const group = parameters.text("VServerGroup");
  return {
    ...taken(parameters, LISTENER_FIELDS[protocol]),
    ...(timeout !== undefined && { healthCheckTimeout: timeout }),
    ...(Object.keys(forwarded).length > 0 && { xForwardedFor: forwarded }),
    ...(acls && { aclIds: acls }),
    ...(group === "off" && { serverGroupId: null }),
  };
}

/** The listener that a request names by balancer and port. @throws ApiError */
async function named(call: Call, protocol?: string): Promise<CloudObject> {
  const { parameters } = call;
  const balancer = await call.need("alicloud:clb", parameters.required("LoadBalancerId"));
  const port = parameters.integer("ListenerPort");
  const found = (await call.all(TYPE)).find(
    ({ attributes }) =>
      attributes.loadBalancerId === balancer.id &&
      numeric(attributes, "frontendPort") === port &&
      (protocol === undefined || textOf(attributes, "protocol").toUpperCase() === protocol.toUpperCase()),
  );
  if (found) return found;
  // Clients look for this sentence.
  throw new ApiError(404, "InvalidParameter", "The specified resource does not exist.");
}

function protocolOf({ attributes }: CloudObject): Protocol {
  const wanted = textOf(attributes, "protocol").toUpperCase();
  return PROTOCOLS.find((protocol) => protocol === wanted) ?? "TCP";
}

/** What only listeners of this protocol show. */
function ownFields(listener: CloudObject, protocol: Protocol): Record<string, Value> {
  const { xForwardedFor } = listener.attributes;
  return {
    ...shown(listener.attributes, LISTENER_FIELDS[protocol]),
    ...(protocol.startsWith("HTTP") && {
      XForwardedFor: "on",
      ...(isRecord(xForwardedFor) && shown(xForwardedFor, FORWARDED_FOR)),
    }),
  };
}

function described(listener: CloudObject, protocol: Protocol): Record<string, Value> {
  const { attributes } = listener;
  return {
    ...ownFields(listener, protocol),
    LoadBalancerId: attributes.loadBalancerId ?? "",
    ListenerPort: attributes.frontendPort ?? 0,
    Status: attributes.status ?? "",
    AclIds: { AclId: texts(attributes, "aclIds") },
    Tags: { Tag: shownTags(listener, "Tag") },
  };
}

/** Create, Set and Describe have a name for each protocol. */
function actionsOf(protocol: Protocol): Readonly<Record<string, Action>> {
  return {
    [`CreateLoadBalancer${protocol}Listener`]: async (call) => {
      const { parameters } = call;
      await call.create(TYPE, {
        ...statedIn(call, protocol),
        loadBalancerId: parameters.required("LoadBalancerId"),
        frontendPort: parameters.integer("ListenerPort") ?? 0,
        protocol: protocol.toLowerCase(),
        // Until somebody starts it.
        status: "stopped",
      });
      return {};
    },
    [`SetLoadBalancer${protocol}ListenerAttribute`]: async (call) => {
      const { id } = await named(call, protocol);
      await call.modify(TYPE, id, statedIn(call, protocol));
      return {};
    },
    [`DescribeLoadBalancer${protocol}ListenerAttribute`]: async (call) =>
      described(await named(call, protocol), protocol),
  };
}

function setStatus(status: "running" | "stopped"): Action {
  return async (call) => {
    const { id } = await named(call, call.parameters.text("ListenerProtocol"));
    await call.modify(TYPE, id, { status });
    return {};
  };
}

export const LISTENER_ACTIONS: Readonly<Record<string, Action>> = {
  ...Object.assign({}, ...PROTOCOLS.map(actionsOf)),
  StartLoadBalancerListener: setStatus("running"),
  StopLoadBalancerListener: setStatus("stopped"),
  DescribeLoadBalancerListeners: async (call) => {
    const { parameters } = call;
    const balancers = parameters.list("LoadBalancerId");
    const protocol = parameters.text("ListenerProtocol");
    const port = parameters.integer("ListenerPort");
    const found = (await call.all(TYPE)).filter(
      ({ attributes }) =>
        (balancers === undefined || balancers.includes(textOf(attributes, "loadBalancerId"))) &&
        (protocol === undefined || attributes.protocol === protocol.toLowerCase()) &&
        (port === undefined || attributes.frontendPort === port),
    );
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    return {
      Listeners: items.map((listener) => ({
        ...shown(listener.attributes, LISTED),
        AclIds: texts(listener.attributes, "aclIds"),
        [LISTED_CONFIG[protocolOf(listener)]]: ownFields(listener, protocolOf(listener)),
        Tags: shownTags(listener, "Tag"),
      })),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  DeleteLoadBalancerListener: async (call) => {
    const { id } = await named(call, call.parameters.text("ListenerProtocol"));
    await call.remove(TYPE, id);
    return {};
  },
};
