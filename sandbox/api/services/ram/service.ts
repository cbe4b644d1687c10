import type { RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { ATTACHMENT_ACTIONS } from "./attachment.ts";
import { POLICY, POLICY_ACTIONS, POLICY_VERSION_ACTIONS } from "./policy.ts";
import { ROLE, ROLE_ACTIONS } from "./role.ts";

/** Who may do what. */
export const RAM: RpcService = {
  style: "RPC",
  product: "Ram",
  version: "2015-05-01",
  sdk: "@alicloud/ram20150501",
  actions: {
    ...ROLE_ACTIONS,
    ...POLICY_ACTIONS,
    ...POLICY_VERSION_ACTIONS,
    ...ATTACHMENT_ACTIONS,
    ...tagActions(
      { role: ROLE, policy: POLICY },
      { nested: false, ids: "ResourceNames", id: "ResourceName", keys: "TagKeys", size: "PageSize" },
    ),
  },
};
