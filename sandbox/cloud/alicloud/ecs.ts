import { text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { INSTANCE_NOT_FOUND } from "./ecs-refusals.ts";
import { ecsId } from "./ids.ts";
import { timestamp } from "./time.ts";

export const deploymentSet: ResourceType = {
  type: "alicloud:deploymentSet",
  service: "Ecs",
  actions: {
    create: "CreateDeploymentSet",
    describe: "DescribeDeploymentSets",
    modify: "ModifyDeploymentSetAttribute",
    remove: "DeleteDeploymentSet",
  },
  nameAttribute: "deploymentSetName",
  id: (_, region) => ecsId("ds", region),
  notFound: {
    code: "InvalidDeploymentSetId.NotFound",
    message: "The specified DeploymentSetId does not exist.",
  },
  quotas: [
    {
      limit: 100,
      exceeded: {
        code: "QuotaExceed.DeploymentSet",
        message: "The maximum number of deployment sets is reached.",
      },
    },
  ],
  complete: (wanted, { now }) => ({
    createTime: timestamp(now),
    strategy: wanted.strategy ?? "Availability",
    domain: wanted.domain ?? "Default",
    granularity: wanted.granularity ?? "Host",
  }),
};

const ROLE_NOT_FOUND = {
  code: "InvalidRamRole.NotFound",
  message: "The specified RamRoleName does not exist.",
} as const;

/** A RAM role on an instance. ECS keeps it, so RAM lets the role go without a word. */
export const ramRoleAttachment: ResourceType = {
  type: "alicloud:ramRoleAttachment",
  service: "Ecs",
  actions: {
    create: "AttachInstanceRamRole",
    describe: "DescribeInstanceRamRole",
    modify: "AttachInstanceRamRole",
    remove: "DetachInstanceRamRole",
  },
  id: (attachment) => `${text(attachment, "instanceId")}:${text(attachment, "ramRoleName")}`,
  notFound: ROLE_NOT_FOUND,
  references: [
    { attribute: "instanceId", to: "alicloud:instance", missing: INSTANCE_NOT_FOUND, follows: true },
    { attribute: "ramRoleName", to: "alicloud:ramRole", missing: ROLE_NOT_FOUND },
  ],
  unique: [
    {
      attributes: ["instanceId"],
      taken: { code: "InvalidOperation.Conflict", message: "The instance has a RAM role already." },
    },
  ],
  check(wanted, look) {
    const role = look.get("alicloud:ramRole", text(wanted, "ramRoleName"));
    if (role && !text(role.attributes, "assumeRolePolicyDocument").includes("ecs.aliyuncs.com")) {
      look.refuse(
        "InvalidRamRole.NotEcsRole",
        `The specified RAM role is not authorized for ECS, please check your role policy. (${role.id})`,
      );
    }
  },
};
