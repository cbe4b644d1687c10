import type { RpcService } from "../../action.ts";
import { withoutDryRuns } from "../../dry-run.ts";
import { moveResourceGroup } from "../../resource-group.ts";
import { tagActions } from "../../tags.ts";
import { describeZones } from "../../zones.ts";
import { ALB_JOB_ACTIONS } from "./jobs.ts";
import { LISTENER_ACTIONS } from "./listener.ts";
import { LOAD_BALANCER_ACTIONS } from "./load-balancer.ts";
import { RULE_ACTIONS } from "./rule.ts";
import { SECURITY_POLICY_ACTIONS } from "./security-policy.ts";
import { SERVER_GROUP_ACTIONS } from "./server-group.ts";

const TYPES = {
  loadbalancer: "alicloud:alb",
  servergroup: "alicloud:albServerGroup",
  listener: "alicloud:albListener",
  rule: "alicloud:albRule",
  securitypolicy: "alicloud:albSecurityPolicy",
} as const;

/** Balancers at layer 7. */
export const ALB: RpcService = {
  style: "RPC",
  product: "Alb",
  version: "2020-06-16",
  sdk: "@alicloud/alb20200616",
  actions: {
    ...ALB_JOB_ACTIONS,
    ...withoutDryRuns({
      ...LOAD_BALANCER_ACTIONS,
      ...SERVER_GROUP_ACTIONS,
      ...LISTENER_ACTIONS,
      ...RULE_ACTIONS,
      ...SECURITY_POLICY_ACTIONS,
    }),
    ...tagActions(TYPES, { untag: "UnTagResources", nested: false }),
    MoveResourceGroup: moveResourceGroup(TYPES),
    DescribeZones: describeZones,
  },
};
