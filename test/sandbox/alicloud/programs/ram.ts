import type { WrongProgram } from "../../account.ts";

const documentOf = (action: string) =>
  JSON.stringify({ Version: "1", Statement: [{ Action: [action], Effect: "Allow", Resource: ["*"] }] });

export const RAM_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:ramRole",
    code: "InvalidParameter.RoleName.InvalidChars",
    what: "with a blank in its name",
    run: (account) => account.create("alicloud:ramRole", { roleName: "the edge" }),
  },
  {
    type: "alicloud:ramRole",
    code: "InvalidParameter.RoleName.Length",
    what: "with a name of 65 characters",
    run: (account) => account.create("alicloud:ramRole", { roleName: "r".repeat(65) }),
  },
  {
    type: "alicloud:ramRole",
    code: "MalformedPolicyDocument",
    what: "that trusts by something that is no document",
    run: (account) => account.create("alicloud:ramRole", { assumeRolePolicyDocument: "{" }),
  },
  {
    type: "alicloud:ramRole",
    code: "InvalidParameter.MaxSessionDuration",
    what: "with sessions of a minute",
    run: (account) => account.create("alicloud:ramRole", { maxSessionDuration: 60 }),
  },
  {
    type: "alicloud:ramRole",
    code: "EntityAlreadyExists.Role",
    what: "a second one of the same name",
    run: async (account) => {
      await account.the("alicloud:ramRole");
      await account.create("alicloud:ramRole");
    },
  },
  {
    type: "alicloud:ramRole",
    code: "LimitExceeded.Role",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:ramRole": 1 } });
      await account.the("alicloud:ramRole");
      await account.create("alicloud:ramRole", { roleName: "Other" });
    },
  },
  {
    type: "alicloud:ramRole",
    code: "DeleteConflict.Role.Policy",
    what: "deleted with a policy attached",
    run: async (account) => {
      await account.the("alicloud:ramRolePolicy");
      await account.remove("alicloud:ramRole", (await account.the("alicloud:ramRole")).id);
    },
  },
  {
    type: "alicloud:ramPolicy",
    code: "InvalidParameter.PolicyName.InvalidChars",
    what: "with a slash in its name",
    run: (account) => account.create("alicloud:ramPolicy", { policyName: "edge/secrets" }),
  },
  {
    type: "alicloud:ramPolicy",
    code: "MalformedPolicyDocument",
    what: "without a statement",
    run: (account) =>
      account.create("alicloud:ramPolicy", { policyDocument: '{"Version":"1","Statement":[]}' }),
  },
  {
    type: "alicloud:ramPolicy",
    code: "EntityAlreadyExists.Policy",
    what: "a second one of the same name",
    run: async (account) => {
      await account.the("alicloud:ramPolicy");
      await account.create("alicloud:ramPolicy");
    },
  },
  {
    type: "alicloud:ramPolicy",
    code: "LimitExceeded.Policy",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:ramPolicy": 1 } });
      await account.the("alicloud:ramPolicy");
      await account.create("alicloud:ramPolicy", { policyName: "other" });
    },
  },
  {
    type: "alicloud:ramPolicy",
    code: "LimitExceeded.Policy.Version",
    what: "with a sixth document",
    run: async (account) => {
      const { id } = await account.the("alicloud:ramPolicy");
      for (let version = 2; version <= 6; version += 1) {
        await account.modify("alicloud:ramPolicy", id, { policyDocument: documentOf(`oos:Get${version}`) });
      }
    },
  },
  {
    type: "alicloud:ramPolicy",
    code: "EntityNotExist.Policy.Version",
    what: "put back to a version that it never had",
    run: async (account) => {
      const { id } = await account.the("alicloud:ramPolicy");
      await account.modify("alicloud:ramPolicy", id, { defaultVersion: "v9" });
    },
  },
  {
    type: "alicloud:ramPolicy",
    code: "DeleteConflict.Policy.Version.Default",
    what: "without the version that counts",
    run: async (account) => {
      const { id } = await account.the("alicloud:ramPolicy");
      await account.modify("alicloud:ramPolicy", id, { droppedVersion: "v1" });
    },
  },
  {
    type: "alicloud:ramPolicy",
    code: "DeleteConflict.Role.Policy",
    what: "deleted while a role has it",
    run: async (account) => {
      await account.the("alicloud:ramRolePolicy");
      await account.remove("alicloud:ramPolicy", (await account.the("alicloud:ramPolicy")).id);
    },
  },
  {
    type: "alicloud:ramRolePolicy",
    code: "EntityNotExist.Role",
    what: "on a role that isn't there",
    run: (account) => account.create("alicloud:ramRolePolicy", { roleName: "Nobody" }),
  },
  {
    type: "alicloud:ramRolePolicy",
    code: "EntityNotExist.Policy",
    what: "of a policy that isn't there",
    run: (account) => account.create("alicloud:ramRolePolicy", { policyName: "nobody" }),
  },
  {
    type: "alicloud:ramRolePolicy",
    code: "EntityAlreadyExists.Role.Policy",
    what: "the same again",
    run: async (account) => {
      await account.the("alicloud:ramRolePolicy");
      await account.create("alicloud:ramRolePolicy");
    },
  },
  {
    type: "alicloud:ramRolePolicy",
    code: "EntityNotExist.Role.Policy",
    what: "detached without being attached",
    run: (account) => account.remove("alicloud:ramRolePolicy", "role:nobody:Custom:Nobody"),
  },
];
