import { zonesOf } from "../../../cloud/alicloud/zones.ts";
import type { Action, RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { LISTENER_ACTIONS } from "./listener.ts";
import { LOAD_BALANCER_ACTIONS } from "./load-balancer.ts";
import { SERVER_GROUP_ACTIONS } from "./server-group.ts";

/** Each zone with those that may stand by for it: any other. */
const describeZones: Action = ({ region }) => {
  const zones = zonesOf(region);
  return {
    Zones: {
      Zone: zones.map((zone) => ({
        ZoneId: zone,
        LocalName: zone,
        SlaveZones: {
          SlaveZone: zones
            .filter((other) => other !== zone)
            .map((other) => ({ ZoneId: other, LocalName: other })),
        },
      })),
    },
  };
};

/** Classic balancers. */
export const SLB: RpcService = {
  style: "RPC",
  product: "Slb",
  version: "2014-05-15",
  actions: {
    ...LOAD_BALANCER_ACTIONS,
    ...SERVER_GROUP_ACTIONS,
    ...LISTENER_ACTIONS,
    ...tagActions({
      instance: "alicloud:clb",
      vservergroup: "alicloud:clbServerGroup",
      listener: "alicloud:clbListener",
    }),
    DescribeZones: describeZones,
  },
};
