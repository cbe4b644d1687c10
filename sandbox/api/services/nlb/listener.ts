import { type CloudObject, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, list, record, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { stretchOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { started } from "./jobs.ts";

const TYPE = "alicloud:nlbListener";

const CHANGEABLE: Fields = {
  ListenerDescription: text("listenerDescription"),
  ServerGroupId: text("serverGroupId"),
  IdleTimeout: integer("idleTimeout"),
  SecurityPolicyId: text("securityPolicyId"),
  CertificateIds: list("certificateIds"),
  CaCertificateIds: list("caCertificateIds"),
  CaEnabled: flag("caEnabled"),
  AlpnEnabled: flag("alpnEnabled"),
  AlpnPolicy: text("alpnPolicy"),
  ProxyProtocolEnabled: flag("proxyProtocolEnabled"),
  ProxyProtocolV2Config: record("proxyProtocolConfig", {
    Ppv2VpcIdEnabled: flag("proxyProtocolConfigVpcIdEnabled"),
    Ppv2PrivateLinkEpIdEnabled: flag("proxyProtocolConfigPrivateLinkEpIdEnabled"),
    Ppv2PrivateLinkEpsIdEnabled: flag("proxyProtocolConfigPrivateLinkEpsIdEnabled"),
  }),
  SecSensorEnabled: flag("secSensorEnabled"),
  Cps: integer("cps"),
  Mss: integer("mss"),
};

const FIXED: Fields = {
  LoadBalancerId: text("loadBalancerId"),
  ListenerProtocol: text("listenerProtocol"),
  ListenerPort: integer("listenerPort"),
};

const GIVEN: Fields = {
  ...CHANGEABLE,
  ...FIXED,
  StartPort: integer("startPort"),
  EndPort: integer("endPort"),
};

/** A range's ends are texts in answers. */
const DESCRIBED: Fields = {
  ...CHANGEABLE,
  ...FIXED,
  StartPort: text("startPort"),
  EndPort: text("endPort"),
  RegionId: text("regionId"),
};

function described(listener: CloudObject): Record<string, Value> {
  return {
    ...shown(listener.attributes, DESCRIBED),
    ListenerId: listener.id,
    ListenerStatus: listener.attributes.status ?? "",
    CertificateIds: texts(listener.attributes, "certificateIds"),
    CaCertificateIds: texts(listener.attributes, "caCertificateIds"),
    Tags: shownTags(listener),
  };
}

/** An action that changes attributes, and answers with its job. */
function change(apiName: string, changes: (call: Call) => Record<string, Value>): Action {
  return async (call) => {
    const { id } = await call.modify(TYPE, call.parameters.required("ListenerId"), changes(call));
    return started(apiName, TYPE, id);
  };
}

export const LISTENER_ACTIONS: Readonly<Record<string, Action>> = {
  CreateListener: async (call) => {
    const tags = tagsIn(call.parameters);
    const { id } = await call.create(TYPE, { ...taken(call.parameters, GIVEN), ...(tags && { tags }) });
    return { ListenerId: id, ...started("CreateListener", TYPE, id) };
  },
  GetListenerAttribute: async (call) =>
    described(await call.need(TYPE, call.parameters.required("ListenerId"))),
  ListListeners: async (call) => {
    const { parameters } = call;
    const found = filtered(await call.those(TYPE, parameters.list("ListenerIds")), parameters, {
      one: { ListenerProtocol: "listenerProtocol" },
      any: { LoadBalancerIds: "loadBalancerId" },
    });
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    return {
      Listeners: items.map(described),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  UpdateListenerAttribute: change("UpdateListenerAttribute", ({ parameters }) =>
    taken(parameters, CHANGEABLE),
  ),
  StartListener: change("StartListener", () => ({ status: "Running" })),
  StopListener: change("StopListener", () => ({ status: "Stopped" })),
  DeleteListener: async (call) => {
    const id = call.parameters.required("ListenerId");
    await call.remove(TYPE, id);
    return started("DeleteListener", TYPE, id);
  },
};
