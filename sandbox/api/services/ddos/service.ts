import type { RpcService } from "../../action.ts";
import { DOMAIN_ACTIONS } from "./domain.ts";
import { THRESHOLD_ACTIONS } from "./threshold.ts";

/** The free protection of public addresses. */
export const DDOS_BASIC: RpcService = {
  style: "RPC",
  product: "antiddos-public",
  version: "2017-05-18",
  actions: THRESHOLD_ACTIONS,
};

/** The proxy in front of host names. */
export const DDOS_PROXY: RpcService = {
  style: "RPC",
  product: "ddoscoo",
  version: "2020-01-01",
  actions: DOMAIN_ACTIONS,
};
