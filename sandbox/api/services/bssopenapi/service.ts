import type { RpcService } from "../../action.ts";
import { ORDER_ACTIONS } from "./orders.ts";
import { PRICE_ACTIONS } from "./prices.ts";

/** Orders, contracts and prices. */
export const BSSOPENAPI: RpcService = {
  style: "RPC",
  product: "BssOpenApi",
  version: "2017-12-14",
  sdk: "@alicloud/bssopenapi20171214",
  actions: { ...ORDER_ACTIONS, ...PRICE_ACTIONS },
};
