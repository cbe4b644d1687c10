import { text } from "../../../../sandbox/cloud/object.ts";
import type { WrongProgram } from "../../account.ts";
import { POLICY } from "../alicloud.ts";

export const ECS_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:disk",
    code: "InvalidInstanceId.NotFound",
    what: "of an instance that isn't there",
    run: (account) => account.create("alicloud:disk", { instanceId: "i-nobody" }),
  },
  {
    type: "alicloud:disk",
    code: "InvalidDiskSize.NotSupported",
    what: "smaller than its category has them",
    run: (account) => account.create("alicloud:disk", { category: "cloud_efficiency", size: 19 }),
  },
  {
    type: "alicloud:disk",
    code: "InvalidDiskSize.TooSmall",
    what: "made smaller than its instance has made it",
    run: async (account) => {
      const { id, attributes } = await account.the("alicloud:instance");
      await account.modify("alicloud:instance", id, { systemDiskSize: 60 });
      await account.modify("alicloud:disk", text(attributes, "systemDiskId"), { size: 50 });
    },
  },
  {
    type: "alicloud:disk",
    code: "IncorrectDiskStatus",
    what: "deleted while an instance has it",
    run: async (account) => {
      const { id } = await account.the("alicloud:instance");
      const disk = await account.create("alicloud:disk", { attachedTo: id });
      await account.remove("alicloud:disk", disk.id);
    },
  },
  {
    type: "alicloud:disk",
    code: "InvalidDiskId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:disk", "d-nobody"),
  },
  {
    type: "alicloud:deploymentSet",
    code: "QuotaExceed.DeploymentSet",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:deploymentSet": 1 } });
      await account.the("alicloud:deploymentSet");
      await account.create("alicloud:deploymentSet");
    },
  },
  {
    type: "alicloud:deploymentSet",
    code: "DependencyViolation.NotEmpty",
    what: "deleted with an instance in it",
    run: async (account) => {
      const { id } = await account.the("alicloud:deploymentSet");
      await account.create("alicloud:instance", { deploymentSetId: id });
      await account.remove("alicloud:deploymentSet", id);
    },
  },
  {
    type: "alicloud:deploymentSet",
    code: "InvalidDeploymentSetId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:deploymentSet", "ds-nobody"),
  },
  {
    type: "alicloud:ramRoleAttachment",
    code: "InvalidRamRole.NotFound",
    what: "of a role that isn't there",
    run: (account) => account.create("alicloud:ramRoleAttachment", { ramRoleName: "Nobody" }),
  },
  {
    type: "alicloud:ramRoleAttachment",
    code: "InvalidInstanceId.NotFound",
    what: "on an instance that isn't there",
    run: (account) => account.create("alicloud:ramRoleAttachment", { instanceId: "i-nobody" }),
  },
  {
    type: "alicloud:ramRoleAttachment",
    code: "InvalidOperation.Conflict",
    what: "a second one on the same instance",
    run: async (account) => {
      await account.the("alicloud:ramRoleAttachment");
      const { id } = await account.create("alicloud:ramRole", { roleName: "Other" });
      await account.create("alicloud:ramRoleAttachment", { ramRoleName: id });
    },
  },
  {
    type: "alicloud:ramRoleAttachment",
    code: "InvalidRamRole.NotEcsRole",
    what: "of a role that doesn't trust ECS",
    run: async (account) => {
      const { id } = await account.create("alicloud:ramRole", {
        roleName: "Other",
        assumeRolePolicyDocument: POLICY,
      });
      await account.create("alicloud:ramRoleAttachment", { ramRoleName: id });
    },
  },
];
