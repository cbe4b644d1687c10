import type { WrongProgram } from "../../account.ts";

const CLUSTER = "alicloud:ackCluster";
const POOL = "alicloud:ackNodePool";
const ADDON = "alicloud:ackAddon";

export const ACK_PROGRAMS: readonly WrongProgram[] = [
  {
    type: CLUSTER,
    code: "InvalidParameter",
    what: "without a vSwitch",
    run: (account) => account.create(CLUSTER, { vswitchIds: [] }),
  },
  {
    type: CLUSTER,
    code: "InvalidParameter",
    what: "whose Services have addresses of the VPC",
    run: (account) => account.create(CLUSTER, { serviceCidr: "10.20.64.0/20" }),
  },
  {
    type: CLUSTER,
    code: "InvalidParameter",
    what: "with Terway and Flannel at once",
    run: (account) => account.create(CLUSTER, { podCidr: "172.30.0.0/16" }),
  },
  {
    type: CLUSTER,
    code: "InvalidParameter",
    what: "with Flannel's add-on for Terway's pods",
    run: (account) => account.create(CLUSTER, { addons: [{ name: "flannel" }] }),
  },
  {
    type: CLUSTER,
    code: "InvalidVSwitchId.NotFound",
    what: "in a vSwitch that isn't there",
    run: (account) => account.create(CLUSTER, { vswitchIds: ["vsw-bp1nobody"] }),
  },
  {
    type: CLUSTER,
    code: "Forbidden.KeyNotFound",
    what: "whose Secrets are encrypted with a key that isn't there",
    run: (account) => account.create(CLUSTER, { encryptionProviderKey: "key-nobody" }),
  },
  {
    type: CLUSTER,
    code: "ErrorClusterNameAlreadyExist",
    what: "a second one of the same name",
    run: async (account) => {
      await account.the(CLUSTER);
      await account.create(CLUSTER);
    },
  },
  {
    type: CLUSTER,
    code: "QuotaExceeded.Cluster",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { [CLUSTER]: 1 } });
      await account.the(CLUSTER);
      await account.create(CLUSTER, { name: "another" });
    },
  },
  {
    type: CLUSTER,
    code: "ErrorDeletionProtectionEnabled",
    what: "deleted while it is protected",
    run: async (account) =>
      account.remove(CLUSTER, (await account.create(CLUSTER, { deletionProtection: true })).id),
  },
  {
    type: CLUSTER,
    code: "OperationConflict",
    what: "changed while it is being made",
    run: async (account) => {
      const { id } = await account.begin(CLUSTER);
      await account.modify(CLUSTER, id, { version: "1.35.0-aliyun.1" });
    },
  },
  {
    type: CLUSTER,
    code: "ErrorClusterNotFound",
    what: "deleted without being there",
    run: (account) => account.remove(CLUSTER, "nobody"),
  },
  {
    type: CLUSTER,
    code: "DependencyViolation",
    what: "whose vSwitch is deleted under it",
    run: async (account) => {
      await account.the(CLUSTER);
      await account.remove("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
    },
  },
  {
    type: CLUSTER,
    code: "Rejected.Unavailable",
    what: "whose key is deleted under it",
    run: async (account) => {
      await account.the(CLUSTER);
      await account.remove("alicloud:kmsKey", (await account.the("alicloud:kmsKey")).id);
    },
  },
  {
    type: POOL,
    code: "ErrorClusterNotFound",
    what: "of a cluster that isn't there",
    run: (account) => account.create(POOL, { clusterId: "cnobody" }),
  },
  {
    type: POOL,
    code: "InvalidInstanceType.NotSupported",
    what: "of machines too small for a node",
    run: (account) => account.create(POOL, { instanceTypes: ["ecs.t6-c1m1.large"] }),
  },
  {
    type: POOL,
    code: "InvalidParameter",
    what: "with a floor above its ceiling",
    run: (account) => account.create(POOL, { scalingConfig: { enable: true, minSize: 5, maxSize: 2 } }),
  },
  {
    type: POOL,
    code: "QuotaExceeded.Node",
    what: "of eleven nodes in a standard cluster",
    run: (account) => account.create(POOL, { scalingConfig: { enable: true, minSize: 11, maxSize: 11 } }),
  },
  {
    type: POOL,
    code: "ErrorNodePoolNameAlreadyExist",
    what: "a second one of the same name",
    run: async (account) => {
      await account.the(POOL);
      await account.create(POOL);
    },
  },
  {
    type: POOL,
    code: "ErrorNodePoolNotFound",
    what: "deleted without being there",
    run: (account) => account.remove(POOL, "nobody"),
  },
  {
    type: ADDON,
    code: "AddonNotFound",
    what: "that the catalogue doesn't have",
    run: (account) => account.create(ADDON, { name: "ack-nobody" }),
  },
  {
    type: ADDON,
    code: "AddonAlreadyInstalled",
    what: "installed twice",
    run: async (account) => {
      await account.the(ADDON);
      await account.create(ADDON);
    },
  },
  {
    type: ADDON,
    code: "InvalidParameter",
    what: "with settings that are no JSON",
    run: (account) => account.create(ADDON, { config: "NetworkPolicy=true" }),
  },
];
