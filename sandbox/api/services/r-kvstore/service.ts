import type { RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { ACCESS_ACTIONS } from "./access.ts";
import { INSTANCE_ACTIONS } from "./instance.ts";
import { INSTANCE } from "./instances.ts";
import { OPERATION_ACTIONS } from "./operation.ts";

/** Tair, compatible with Redis. */
export const R_KVSTORE: RpcService = {
  style: "RPC",
  product: "R-kvstore",
  version: "2015-01-01",
  sdk: "@alicloud/r-kvstore20150101",
  actions: {
    ...INSTANCE_ACTIONS,
    ...ACCESS_ACTIONS,
    ...OPERATION_ACTIONS,
    ...tagActions({ INSTANCE }),
  },
};
