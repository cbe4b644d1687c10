import { kubeconfigOf, LASTING } from "../../cloud/alicloud/kubeconfig.ts";
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

/** A cluster's kubeconfig. */
export const ACK_FUNCTIONS: readonly FunctionMapping[] = [
  {
    token: "alicloud:cs/getClusterCredential:getClusterCredential",
    run: async (args, inquiry) => {
      const clusterId = text(args, "clusterId");
      const cluster = await inquiry.get("alicloud:ackCluster", clusterId);
      if (cluster === undefined)
        throw new Error(`ErrorClusterNotFound: the cluster is not found (${clusterId})`);
      return {
        ...args,
        id: clusterId,
        clusterName: text(cluster.attributes, "name"),
        expiration: LASTING,
        certificateAuthority: { clusterCert: "", clientCert: "", clientKey: "" },
        kubeConfig: kubeconfigOf(cluster),
      };
    },
  },
];
