import { getClusterCredentialOutput } from "@pulumi/alicloud/cs/getClusterCredential.js";
import { ManagedKubernetes } from "@pulumi/alicloud/cs/managedKubernetes.js";
import * as pulumi from "@pulumi/pulumi";
import type { NodePoolPlan } from "../../config/cluster-capacity.ts";
import type { KubernetesSettings } from "../../config/kubernetes.ts";
import type { Labels } from "../../naming/labels.ts";
import { childOptions } from "../../network/child-options.ts";
import { createAddons } from "./addons.ts";
import { createNodePools } from "./node-pools.ts";
import { createSecretsKey } from "./secrets-key.ts";

/** What a {@link ManagedCluster} is made of. */
export interface ManagedClusterArgs {
  readonly labels: Labels;
  readonly settings: KubernetesSettings;
  readonly pools: NodePoolPlan;
  /** Instance type of the nodes, e.g. `ecs.g7.xlarge`. */
  readonly instanceType: string;
  readonly diskCategory: string;
  /** vSwitch of each zone for nodes and the control plane's interfaces. */
  readonly nodeVswitchIds: readonly pulumi.Input<string>[];
  /** vSwitch of each zone for pods. */
  readonly podVswitchIds: readonly pulumi.Input<string>[];
  /** Days for which the control plane's logs are kept. */
  readonly logDays: number;
  /** KMS instance that keeps the key of its Secrets, where the account needs one. */
  readonly kmsInstanceId?: string | undefined;
  /** Whether an ALB serves the cluster. */
  readonly balanced: boolean;
  /** Refuse deletion, and keep the key of its secrets. */
  readonly protect: boolean;
}

/** ACK's name for an edition. */
const SPECS = { standard: "ack.standard", pro: "ack.pro.small" } as const;

/** Parts of the control plane whose logs go to the Log Service: who did what, and why a pod stands nowhere. */
const LOGGED = ["apiserver", "kcm", "scheduler", "ccm"];

/** A control plane takes ten minutes, a node pool five; an upgrade of the former half an hour. */
const TIMEOUTS = { create: "60m", update: "90m", delete: "60m" };

/**
 * A managed Kubernetes cluster (ACK): a control plane that only the VPC reaches, pods with addresses of the VPC (Terway),
 * Secrets encrypted by a key of one's own, audit and control plane logs, RAM roles for service accounts, node pools
 * whose limits come from the budget, and the add-ons that the workloads need.
 */
export class ManagedCluster extends pulumi.ComponentResource {
  readonly clusterId: pulumi.Output<string>;
  /** How its API server is reached. A secret: it holds a client's key. */
  readonly kubeconfig: pulumi.Output<string>;
  /** What RAM trusts when a pod shows its token. */
  readonly oidc: { readonly providerArn: pulumi.Output<string>; readonly issuer: pulumi.Output<string> };
  /** What must be there before a workload is: nodes to stand on, add-ons that know its kinds. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ManagedClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:kubernetes:ManagedCluster", name, {}, opts);
    const key = createSecretsKey(this, name, args);
    const cluster = createControlPlane(this, name, key.id, args);
    const pools = createNodePools(this, name, cluster, args);
    const addons = createAddons(this, name, cluster, pools, args);

    this.clusterId = cluster.id;
    this.kubeconfig = kubeconfigOf(this, cluster);
    this.oidc = {
      providerArn: cluster.rrsaMetadata.apply(({ ramOidcProviderArn }) => ramOidcProviderArn ?? ""),
      issuer: cluster.rrsaMetadata.apply(({ rrsaOidcIssuerUrl }) => rrsaOidcIssuerUrl ?? ""),
    };
    this.ready = [...pools, ...addons];
    this.registerOutputs({ clusterId: this.clusterId, kubeconfig: this.kubeconfig });
  }
}

function createControlPlane(
  parent: pulumi.Resource,
  name: string,
  keyId: pulumi.Output<string>,
  { labels, settings, nodeVswitchIds, podVswitchIds, logDays, protect }: ManagedClusterArgs,
): ManagedKubernetes {
  return new ManagedKubernetes(
    name,
    {
      name: labels.physicalName("cluster"),
      version: settings.version,
      clusterSpec: SPECS[settings.edition],
      vswitchIds: [...nodeVswitchIds],
      podVswitchIds: [...podVswitchIds],
      serviceCidr: settings.serviceCidr,
      proxyMode: "ipvs",
      // The VPC has its own way out.
      newNatGateway: false,
      // No address on the internet: who works with the API server comes by the VPN, or runs in the VPC.
      slbInternetEnabled: false,
      // Pods and nodes come and go by the hundred, more than a basic group's rules can follow.
      isEnterpriseSecurityGroup: true,
      disableEncryption: false,
      encryptionProviderKey: keyId,
      enableRrsa: true,
      auditLogConfig: { enabled: true },
      controlPlaneLogComponents: LOGGED,
      controlPlaneLogTtl: String(logDays),
      timezone: "Asia/Shanghai",
      // Patches only, in the night: a minor version is a change of the configuration, and tried in dev first.
      maintenanceWindow: {
        enable: true,
        maintenanceTime: "2026-01-01T18:00:00.000+00:00",
        duration: "3h",
        weeklyPeriod: "Tuesday,Thursday",
      },
      operationPolicy: { clusterAutoUpgrade: { enabled: true, channel: "patch" } },
      // What network plugin a cluster has is decided at its birth; later add-ons are resources of their own.
      addons: [
        { name: "terway-eniip", config: JSON.stringify({ NetworkPolicy: "true" }) },
        { name: "csi-plugin" },
        { name: "csi-provisioner" },
      ],
      // Load balancers and volumes that the cluster made go with it; logs are evidence and stay in production.
      deleteOptions: [
        { resourceType: "SLB", deleteMode: "delete" },
        { resourceType: "ALB", deleteMode: "delete" },
        { resourceType: "PrivateZone", deleteMode: "delete" },
        { resourceType: "SLS_Data", deleteMode: protect ? "retain" : "delete" },
        { resourceType: "SLS_ControlPlane", deleteMode: protect ? "retain" : "delete" },
      ],
      deletionProtection: protect,
      tags: labels.tags("platform"),
    },
    {
      ...childOptions(parent, { protect }),
      customTimeouts: TIMEOUTS,
      // Add-ons are installed once with the cluster and looked after by ACK; a patch changes the version under us.
      ignoreChanges: ["addons"],
    },
  );
}

/**
 * The cluster's own kubeconfig rather than one for some minutes: the state must still open the cluster when somebody
 * deletes from it weeks later, without running the program.
 */
function kubeconfigOf(parent: pulumi.Resource, cluster: ManagedKubernetes): pulumi.Output<string> {
  const { kubeConfig } = getClusterCredentialOutput({ clusterId: cluster.id }, { parent });
  return pulumi.secret(kubeConfig);
}
