import type { Recipe } from "../../account.ts";

/** A managed cluster, a pool of its nodes and an add-on, as the components make them. */
export const ACK_RECIPES: Readonly<Record<string, Recipe>> = {
  "alicloud:ackCluster": async (account) => ({
    name: "hougu-dev-cluster",
    version: "1.34.3-aliyun.1",
    clusterSpec: "ack.standard",
    vswitchIds: [(await account.the("alicloud:vswitch")).id],
    podVswitchIds: [(await account.the("alicloud:vswitch")).id],
    serviceCidr: "172.21.0.0/20",
    encryptionProviderKey: (await account.the("alicloud:kmsKey")).id,
    enableRrsa: true,
    addons: [{ name: "terway-eniip" }],
  }),
  "alicloud:ackNodePool": async (account) => ({
    clusterId: (await account.the("alicloud:ackCluster")).id,
    nodePoolName: "hougu-dev-on-demand",
    vswitchIds: [(await account.the("alicloud:vswitch")).id],
    instanceTypes: ["ecs.g7.xlarge"],
    systemDiskSize: 120,
    scalingConfig: { enable: true, minSize: 1, maxSize: 4 },
  }),
  "alicloud:ackAddon": async (account) => ({
    clusterId: (await account.the("alicloud:ackCluster")).id,
    name: "ack-keda",
  }),
};
