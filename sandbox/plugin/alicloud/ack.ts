import { text } from "../../cloud/object.ts";
import type { FunctionMapping, Mapping } from "../mapping.ts";

/** Managed Kubernetes. */
export const ACK_MAPPINGS: readonly Mapping[] = [
  {
    token: "alicloud:cs/managedKubernetes:ManagedKubernetes",
    type: "alicloud:ackCluster",
    synonyms: { workerVswitchIds: "vswitchIds" },
    providerOnly: [
      "clientCert",
      "clientKey",
      "clusterCaCert",
      "deleteOptions",
      "namePrefix",
      "newNatGateway",
      "retainResources",
      "skipSetCertificateAuthority",
      "slbInternetEnabled",
      "isEnterpriseSecurityGroup",
      "upgradePolicy",
      "userCa",
    ],
  },
  {
    token: "alicloud:cs/nodePool:NodePool",
    type: "alicloud:ackNodePool",
    synonyms: { name: "nodePoolName" },
    providerOnly: ["forceDelete", "rollingPolicy", "updateNodes", "upgradePolicy", "kmsEncryptionContext"],
    idOf: ({ id, attributes }) => `${text(attributes, "clusterId")}:${id}`,
    cloudIdOf: (id) => id.split(":").at(-1) ?? id,
  },
  {
    token: "alicloud:cs/kubernetesAddon:KubernetesAddon",
    type: "alicloud:ackAddon",
    providerOnly: ["cleanupCloudResources"],
  },
];

/** A kubeconfig of a cluster: it names the cluster's API server, and only the sandbox's Kubernetes answers there. */
export const ACK_FUNCTIONS: readonly FunctionMapping[] = [
  {
    token: "alicloud:cs/getClusterCredential:getClusterCredential",
    run: async (args, inquiry) => {
      const clusterId = text(args, "clusterId");
      const cluster = await inquiry.get("alicloud:ackCluster", clusterId);
      if (cluster === undefined)
        throw new Error(`ErrorClusterNotFound: the cluster is not found (${clusterId})`);
      const server = text(cluster.attributes, "apiServer");
      return {
        ...args,
        id: clusterId,
        clusterName: text(cluster.attributes, "name"),
        expiration: "2099-01-01T00:00:00Z",
        certificateAuthority: { clusterCert: "", clientCert: "", clientKey: "" },
        kubeConfig: kubeconfig(clusterId, server, text(cluster.attributes, "certificateKey")),
      };
    },
  },
];

/** JSON is YAML too. */
function kubeconfig(clusterId: string, server: string, token: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: clusterId, cluster: { server } }],
    users: [{ name: "hougu", user: { token } }],
    contexts: [{ name: clusterId, context: { cluster: clusterId, user: "hougu" } }],
    "current-context": clusterId,
  });
}
