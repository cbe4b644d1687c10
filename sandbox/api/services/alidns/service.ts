import type { RpcService } from "../../action.ts";
import { DOMAIN_ACTIONS } from "./domain.ts";
import { RECORD_ACTIONS } from "./record.ts";

/** Names and where they lead. */
export const ALIDNS: RpcService = {
  style: "RPC",
  product: "Alidns",
  version: "2015-01-09",
  sdk: "@alicloud/alidns20150109",
  actions: { ...DOMAIN_ACTIONS, ...RECORD_ACTIONS },
};
