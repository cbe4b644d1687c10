import type { WrongProgram } from "../../account.ts";

export const REGISTRY_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:crNamespace",
    code: "PARAMETER_ERROR",
    what: "with a name in capitals",
    run: (account) => account.create("alicloud:crNamespace", { name: "Hougu" }),
  },
  {
    type: "alicloud:crNamespace",
    code: "NAMESPACE_ALREADY_EXIST",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:crNamespace");
      await account.create("alicloud:crNamespace");
    },
  },
  {
    type: "alicloud:crNamespace",
    code: "NAMESPACE_QUOTA_EXCEEDED",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:crNamespace": 1 } });
      await account.the("alicloud:crNamespace");
      await account.create("alicloud:crNamespace", { name: "other" });
    },
  },
  {
    type: "alicloud:crNamespace",
    code: "NAMESPACE_NOT_EMPTY",
    what: "deleted with a repository in it",
    run: async (account) => {
      await account.the("alicloud:crRepo");
      await account.remove("alicloud:crNamespace", (await account.the("alicloud:crNamespace")).id);
    },
  },
  {
    type: "alicloud:crRepo",
    code: "NAMESPACE_NOT_EXIST",
    what: "in a namespace that isn't there",
    run: (account) => account.create("alicloud:crRepo", { namespace: "nobody" }),
  },
  {
    type: "alicloud:crRepo",
    code: "REPO_ALREADY_EXIST",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:crRepo");
      await account.create("alicloud:crRepo");
    },
  },
  {
    type: "alicloud:crRepo",
    code: "REPO_NOT_EXIST",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:crRepo", "nobody/nothing"),
  },
  {
    type: "alicloud:crRepo",
    code: "REPO_QUOTA_EXCEEDED",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:crRepo": 1 } });
      await account.the("alicloud:crRepo");
      await account.create("alicloud:crRepo", { name: "other" });
    },
  },
  {
    type: "alicloud:acrInstance",
    code: "PARAMETER_ERROR",
    what: "with a name that is too long",
    run: (account) =>
      account.create("alicloud:acrInstance", { instanceName: "a-registry-whose-name-has-no-end-in-sight" }),
  },
  {
    type: "alicloud:acrInstance",
    code: "INSTANCE_NAME_ALREADY_EXIST",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:acrInstance");
      await account.create("alicloud:acrInstance");
    },
  },
  {
    type: "alicloud:acrInstance",
    code: "INSTANCE_NOT_EXIST",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:acrInstance", "cri-nobody"),
  },
  {
    type: "alicloud:acrInstance",
    code: "INSTANCE_NOT_EMPTY",
    what: "deleted with a namespace in it",
    run: async (account) => {
      await account.the("alicloud:acrNamespace");
      await account.remove("alicloud:acrInstance", (await account.the("alicloud:acrInstance")).id);
    },
  },
  {
    type: "alicloud:acrNamespace",
    code: "INSTANCE_NOT_EXIST",
    what: "in an instance that isn't there",
    run: (account) => account.create("alicloud:acrNamespace", { instanceId: "cri-nobody" }),
  },
  {
    type: "alicloud:acrRepo",
    code: "NAMESPACE_NOT_EXIST",
    what: "in a namespace that isn't there",
    run: (account) => account.create("alicloud:acrRepo", { namespaceId: "cri-nobody:nobody" }),
  },
  {
    type: "alicloud:acrVpcLink",
    code: "VPC_ALREADY_LINKED",
    what: "a second time",
    run: async (account) => {
      await account.the("alicloud:acrVpcLink");
      await account.create("alicloud:acrVpcLink");
    },
  },
  {
    type: "alicloud:acrVpcLink",
    code: "DependencyViolation",
    what: "whose vSwitch is deleted",
    run: async (account) => {
      await account.the("alicloud:acrVpcLink");
      await account.remove("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
    },
  },
  {
    type: "alicloud:acrVpcLink",
    code: "INSTANCE_ACCESS_NOT_EXIST",
    what: "taken away without being there",
    run: (account) => account.remove("alicloud:acrVpcLink", "cri-nobody:vpc-nobody:vsw-nobody:Registry"),
  },
];
