import type { RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { VPC_ACTIONS } from "./vpc.ts";
import { VSWITCH_ACTIONS } from "./vswitch.ts";

/** Virtual private clouds, and what gives them a way in and out. */
export const VPC: RpcService = {
  style: "RPC",
  product: "Vpc",
  version: "2016-04-28",
  sdk: "@alicloud/vpc20160428",
  actions: {
    ...VPC_ACTIONS,
    ...VSWITCH_ACTIONS,
    ...tagActions({ VPC: "alicloud:vpc", VSWITCH: "alicloud:vswitch" }, { untag: "UnTagResources" }),
  },
};
