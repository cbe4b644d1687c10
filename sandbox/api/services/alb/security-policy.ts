import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, list, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { stretchOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { started } from "./jobs.ts";

const TYPE = "alicloud:albSecurityPolicy";

const CHANGEABLE: Fields = {
  SecurityPolicyName: text("securityPolicyName"),
  TLSVersions: list("tlsVersions"),
  Ciphers: list("ciphers"),
};

const GIVEN: Fields = { ...CHANGEABLE, ResourceGroupId: text("resourceGroupId") };

function described(policy: CloudObject): Record<string, Value> {
  return {
    ...shown(policy.attributes, GIVEN),
    SecurityPolicyId: policy.id,
    SecurityPolicyStatus: policy.attributes.status ?? "",
    ...shown(policy.attributes, { CreateTime: text("createTime") }),
    Tags: shownTags(policy),
  };
}

export const SECURITY_POLICY_ACTIONS: Readonly<Record<string, Action>> = {
  CreateSecurityPolicy: async (call) => {
    const tags = tagsIn(call.parameters);
    const { id } = await call.create(TYPE, { ...taken(call.parameters, GIVEN), ...(tags && { tags }) });
    return { SecurityPolicyId: id };
  },
  ListSecurityPolicies: async (call) => {
    const { parameters } = call;
    const found = filtered(await call.those(TYPE, parameters.list("SecurityPolicyIds")), parameters, {
      one: { ResourceGroupId: "resourceGroupId" },
      any: { SecurityPolicyNames: "securityPolicyName" },
    });
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    return {
      SecurityPolicies: items.map(described),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  ListSecurityPolicyRelations: async (call) => {
    const listeners = await call.all("alicloud:albListener");
    return {
      // The service spells it so.
      SecrityPolicyRelations: (call.parameters.list("SecurityPolicyIds") ?? []).map((id) => ({
        SecurityPolicyId: id,
        RelatedListeners: listeners
          .filter(({ attributes }) => attributes.securityPolicyId === id)
          .map((listener) => ({
            ListenerId: listener.id,
            ListenerPort: listener.attributes.listenerPort ?? 0,
            ListenerProtocol: listener.attributes.listenerProtocol ?? "",
            LoadBalancerId: listener.attributes.loadBalancerId ?? "",
          })),
      })),
    };
  },
  UpdateSecurityPolicyAttribute: async (call) => {
    const id = call.parameters.required("SecurityPolicyId");
    await call.modify(TYPE, id, taken(call.parameters, CHANGEABLE));
    return started("UpdateSecurityPolicyAttribute", TYPE, id);
  },
  DeleteSecurityPolicy: async (call) => {
    await call.remove(TYPE, call.parameters.required("SecurityPolicyId"));
    return {};
  },
};
