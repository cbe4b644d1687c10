import type { RpcService } from "../../action.ts";
import { withoutDryRuns } from "../../dry-run.ts";
import { moveResourceGroup } from "../../resource-group.ts";
import { tagActions } from "../../tags.ts";
import { describeZones } from "../../zones.ts";
import { NLB_JOB_ACTIONS } from "./jobs.ts";
import { LISTENER_ACTIONS } from "./listener.ts";
import { LOAD_BALANCER_ACTIONS } from "./load-balancer.ts";
import { SERVER_ACTIONS } from "./server.ts";
import { SERVER_GROUP_ACTIONS } from "./server-group.ts";

const TYPES = {
  loadbalancer: "alicloud:nlb",
  servergroup: "alicloud:nlbServerGroup",
  listener: "alicloud:nlbListener",
} as const;

/** Balancers at layer 4. */
export const NLB: RpcService = {
  style: "RPC",
  product: "Nlb",
  version: "2022-04-30",
  actions: {
    ...NLB_JOB_ACTIONS,
    ...withoutDryRuns({
      ...LOAD_BALANCER_ACTIONS,
      ...SERVER_GROUP_ACTIONS,
      ...SERVER_ACTIONS,
      ...LISTENER_ACTIONS,
    }),
    ...tagActions(TYPES, { nested: false }),
    MoveResourceGroup: moveResourceGroup(TYPES),
    DescribeZones: describeZones,
  },
};
