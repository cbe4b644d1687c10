import type { RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { EIP_ACTIONS } from "./eip.ts";
import { FORWARD_ENTRY_ACTIONS } from "./forward-entry.ts";
import { HA_VIP_ACTIONS } from "./ha-vip.ts";
import { NAT_GATEWAY_ACTIONS } from "./nat-gateway.ts";
import { SHARED_ACTIONS } from "./shared.ts";
import { SNAT_ENTRY_ACTIONS } from "./snat-entry.ts";
import { VPC_ACTIONS } from "./vpc.ts";
import { VSWITCH_ACTIONS } from "./vswitch.ts";

/** What the service calls its resources where it speaks of any of them. */
const RESOURCES = {
  VPC: "alicloud:vpc",
  VSWITCH: "alicloud:vswitch",
  EIP: "alicloud:eip",
  NATGATEWAY: "alicloud:natGateway",
  HAVIP: "alicloud:havip",
} as const;

/** Virtual private clouds, and what gives them a way in and out. */
export const VPC: RpcService = {
  style: "RPC",
  product: "Vpc",
  version: "2016-04-28",
  sdk: "@alicloud/vpc20160428",
  actions: {
    ...VPC_ACTIONS,
    ...VSWITCH_ACTIONS,
    ...NAT_GATEWAY_ACTIONS,
    ...SNAT_ENTRY_ACTIONS,
    ...FORWARD_ENTRY_ACTIONS,
    ...EIP_ACTIONS,
    ...HA_VIP_ACTIONS,
    ...SHARED_ACTIONS,
    ...tagActions(RESOURCES, { untag: "UnTagResources" }),
  },
};
