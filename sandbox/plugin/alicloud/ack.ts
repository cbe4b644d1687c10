import { nodesOf, usualLogProject } from "../../cloud/alicloud/ack.ts";
import { kubeconfigOf, LASTING } from "../../cloud/alicloud/kubeconfig.ts";
import { type Attributes, type CloudObject, isRecord, text, texts } from "../../cloud/object.ts";
import type { FunctionMapping, Mapping } from "../mapping.ts";

/** Managed Kubernetes. */
export const ACK_MAPPINGS: readonly Mapping[] = [
  {
    token: "alicloud:cs/managedKubernetes:ManagedKubernetes",
    type: "alicloud:ackCluster",
    synonyms: { workerVswitchIds: "vswitchIds" },
    written: { namePrefix: "Terraform-Creation" },
    toProperties: wordsOfCluster,
    older: ["workerVswitchIds"],
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
    toProperties: ({ attributes }) => ({ nodeCount: nodesOf(attributes) }),
    providerOnly: ["forceDelete", "rollingPolicy", "updateNodes", "upgradePolicy", "kmsEncryptionContext"],
    idOf: ({ id, attributes }) => `${text(attributes, "clusterId")}:${id}`,
    cloudIdOf: (id) => id.split(":").at(-1) ?? id,
  },
  {
    token: "alicloud:cs/kubernetesAddon:KubernetesAddon",
    type: "alicloud:ackAddon",
    synonyms: { nextVersion: "version" },
    providerOnly: ["cleanupCloudResources"],
  },
];

/** What the provider asks for beside the cluster itself: where its API answers and where its logs are. */
function wordsOfCluster({ id, scope, attributes }: CloudObject): Attributes {
  const apiServer = text(attributes, "apiServer");
  const audit = isRecord(attributes.auditLogConfig) ? attributes.auditLogConfig : {};
  const logsControlPlane = texts(attributes, "controlPlaneLogComponents").length > 0;
  return {
    connections: {
      apiServerIntranet: apiServer,
      serviceDomain: `*.${id}.${scope}.alicontainer.com`,
    },
    slbIntranet: URL.parse(apiServer)?.hostname ?? "",
    ...(logsControlPlane && {
      controlPlaneLogProject: text(attributes, "controlPlaneLogProject") || usualLogProject(id),
    }),
    ...(audit.enabled === true && {
      auditLogConfig: { slsProjectName: usualLogProject(id), ...audit },
    }),
  };
}

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
