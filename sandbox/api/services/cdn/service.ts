import type { RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { CONFIG_ACTIONS } from "./config.ts";
import { DOMAIN, DOMAIN_ACTIONS } from "./domain.ts";

/** Content delivery: domains, their certificates, and the functions that are set for them. */
export const CDN: RpcService = {
  style: "RPC",
  product: "Cdn",
  version: "2018-05-10",
  sdk: "@alicloud/cdn20180510",
  actions: { ...DOMAIN_ACTIONS, ...CONFIG_ACTIONS, ...tagActions({ DOMAIN }) },
};
