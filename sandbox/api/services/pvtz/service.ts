import type { RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { RECORD_ACTIONS } from "./record.ts";
import { ZONE_ACTIONS } from "./zone.ts";

/** Private zones: names that VPCs alone ask for. */
export const PVTZ: RpcService = {
  style: "RPC",
  product: "pvtz",
  version: "2018-01-01",
  actions: {
    ...ZONE_ACTIONS,
    ...RECORD_ACTIONS,
    ...tagActions({ ZONE: "alicloud:privateZone" }, { untag: "UnTagResources", nested: false }),
  },
};
