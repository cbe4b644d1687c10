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
