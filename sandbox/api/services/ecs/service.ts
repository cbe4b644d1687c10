import type { Action, RpcService } from "../../action.ts";
import { ApiError } from "../../problem.ts";
import { tagActions } from "../../tags.ts";
import { AUTO_SNAPSHOT_POLICY_ACTIONS } from "./auto-snapshot-policy.ts";
import { CATALOGUE_ACTIONS } from "./catalogue.ts";
import { COMMAND_ACTIONS } from "./command.ts";
import { DEPLOYMENT_SET_ACTIONS } from "./deployment-set.ts";
import { DISK_ACTIONS } from "./disk.ts";
import { INSTANCE_ACTIONS } from "./instance.ts";
import { INSTANCE_CHANGES } from "./instance-changes.ts";
import { INSTANCE_DESCRIPTIONS } from "./instance-description.ts";
import { INSTANCE_POWER } from "./instance-power.ts";
import { INVOCATION_ACTIONS } from "./invocation.ts";
import { NETWORK_INTERFACE_ACTIONS } from "./network-interface.ts";
import { RAM_ROLE_ACTIONS } from "./ram-role.ts";
import { SECURITY_GROUP_ACTIONS } from "./security-group.ts";
import { SECURITY_GROUP_RULE_ACTIONS } from "./security-group-rule.ts";

/** What the service calls its resources where it speaks of any of them. */
const RESOURCES: Readonly<Record<string, string>> = {
  instance: "alicloud:instance",
  disk: "alicloud:disk",
  securitygroup: "alicloud:securityGroup",
  snapshotpolicy: "alicloud:autoSnapshotPolicy",
  command: "alicloud:command",
};

const JoinResourceGroup: Action = async (call) => {
  const { parameters } = call;
  const wanted = parameters.required("ResourceType").toLowerCase();
  const type = RESOURCES[wanted];
  if (type === undefined) {
    throw new ApiError(400, "InvalidResourceType.NotFound", `The ResourceType ${wanted} is not supported.`);
  }
  await call.modify(type, parameters.required("ResourceId"), {
    resourceGroupId: parameters.required("ResourceGroupId"),
  });
  return {};
};

/** Elastic compute: machines, their disks and firewalls, and what is run on them. */
export const ECS: RpcService = {
  style: "RPC",
  product: "Ecs",
  version: "2014-05-26",
  sdk: "@alicloud/ecs20140526",
  actions: {
    ...INSTANCE_ACTIONS,
    ...INSTANCE_DESCRIPTIONS,
    ...INSTANCE_CHANGES,
    ...INSTANCE_POWER,
    ...NETWORK_INTERFACE_ACTIONS,
    ...DISK_ACTIONS,
    ...SECURITY_GROUP_ACTIONS,
    ...SECURITY_GROUP_RULE_ACTIONS,
    ...DEPLOYMENT_SET_ACTIONS,
    ...RAM_ROLE_ACTIONS,
    ...AUTO_SNAPSHOT_POLICY_ACTIONS,
    ...COMMAND_ACTIONS,
    ...INVOCATION_ACTIONS,
    ...CATALOGUE_ACTIONS,
    ...tagActions(RESOURCES),
    JoinResourceGroup,
  },
};
