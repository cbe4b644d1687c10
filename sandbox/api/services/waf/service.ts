import type { RpcService } from "../../action.ts";
import { INSTANCE_ACTIONS } from "./instance.ts";
import { RULE_ACTIONS } from "./rule.ts";
import { TEMPLATE_ACTIONS } from "./template.ts";

/** The firewall for web applications, 3.0. */
export const WAF: RpcService = {
  style: "RPC",
  product: "waf-openapi",
  version: "2021-10-01",
  actions: { ...INSTANCE_ACTIONS, ...TEMPLATE_ACTIONS, ...RULE_ACTIONS },
};
