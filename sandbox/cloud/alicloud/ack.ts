import { createHash, randomUUID } from "node:crypto";
import { overlap, parseBlock } from "../ipv4.ts";
import { type Attributes, isRecord, numeric, text, texts } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { randomLetters } from "./ids.ts";
import { sizeOf } from "./instance-types.ts";
import { KEY_NOT_FOUND } from "./kms.ts";
import { ACCOUNT_ID } from "./ram.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VSWITCH_NOT_FOUND } from "./vpc.ts";

// Codes are ACK's own where its API reference or the provider's source names one (ErrorClusterNotFound, AddonNotFound,
// ErrorClusterNameAlreadyExist), its general `InvalidParameter` elsewhere, and VPC's or KMS's where those say no.
const CLUSTER_NOT_FOUND = { code: "ErrorClusterNotFound", message: "The cluster is not found." } as const;
const CLUSTER_BUSY = {
  code: "OperationConflict",
  message: "The state of the cluster does not support this operation.",
} as const;

/** What a cluster gets when no version is asked for: the one that this program runs. */
const USUAL_VERSION = "1.34.3-aliyun.1";

/** Nodes of a cluster without the professional edition. */
const STANDARD_NODES = 10;
/** Smallest machine that ACK takes as a node. */
const NODE = { cpu: 2, memory: 4096 } as const;
const DISK_GIB = { least: 40, most: 32_768 } as const;

const clusterVswitches = (attribute: string): Reference => ({
  attribute,
  to: "alicloud:vswitch",
  missing: VSWITCH_NOT_FOUND,
  holds: {
    code: "DependencyViolation",
    message: "The vSwitch can't be deleted while a Kubernetes cluster is in it.",
  },
});

/** The project that ACK makes for a cluster's logs where none is named. */
export const usualLogProject = (clusterId: string): string => `k8s-log-${clusterId}`;

export const ackCluster: ResourceType = {
  type: "alicloud:ackCluster",
  service: "Cs",
  actions: {
    create: "CreateCluster",
    describe: "DescribeClusterDetail",
    modify: "ModifyCluster",
    remove: "DeleteCluster",
  },
  nameAttribute: "name",
  sealed: ["certificateKey"],
  id: () => `c${createHash("sha256").update(randomUUID()).digest("hex").slice(0, 32)}`,
  notFound: CLUSTER_NOT_FOUND,
  references: [
    clusterVswitches("vswitchIds"),
    clusterVswitches("podVswitchIds"),
    {
      attribute: "encryptionProviderKey",
      to: "alicloud:kmsKey",
      missing: KEY_NOT_FOUND,
      holds: {
        code: "Rejected.Unavailable",
        message: "The key can't be deleted while a Kubernetes cluster encrypts its Secrets with it.",
      },
    },
  ],
  unique: [
    {
      attributes: ["name"],
      taken: { code: "ErrorClusterNameAlreadyExist", message: "The cluster name exists already." },
    },
  ],
  quotas: [
    { limit: 100, exceeded: { code: "QuotaExceeded.Cluster", message: "The cluster quota is exceeded." } },
  ],
  // Ten minutes to make a control plane, five to take it down.
  lifecycle: {
    attribute: "state",
    begins: "initial",
    becomes: "running",
    seconds: 600,
    ends: "deleting",
    endSeconds: 300,
    busy: CLUSTER_BUSY,
  },
  protection: {
    attribute: "deletionProtection",
    refused: {
      code: "ErrorDeletionProtectionEnabled",
      message: "The cluster can't be deleted while deletion protection is enabled.",
    },
  },
  check(wanted, look) {
    const places = texts(wanted, "vswitchIds").map(
      (id) => look.get("alicloud:vswitch", id)?.attributes ?? {},
    );
    if (places.length === 0) look.refuse("InvalidParameter", "The cluster needs a vSwitch. (vswitch_ids)");
    const vpcs = [...places, ...podPlaces(wanted, look)].map((place) => text(place, "vpcId"));
    if (text(wanted, "vpcId") !== "") vpcs.push(text(wanted, "vpcId"));
    if (new Set(vpcs).size > 1) {
      look.refuse("InvalidParameter", "The vSwitches of a cluster are in one VPC. (vswitch_ids)");
    }
    checkServices(wanted, text(places[0] ?? {}, "vpcId"), look);
    checkNetwork(wanted, look);
  },
  complete: (wanted, look) => {
    const [first = ""] = texts(wanted, "vswitchIds");
    const name = randomLetters(12);
    return {
      vpcId: text(look.get("alicloud:vswitch", first)?.attributes ?? {}, "vpcId"),
      version: wanted.version ?? USUAL_VERSION,
      createTime: timestamp(look.now),
      profile: wanted.profile ?? "Default",
      ipStack: wanted.ipStack ?? "ipv4",
      proxyMode: wanted.proxyMode ?? "ipvs",
      deletionProtection: wanted.deletionProtection ?? false,
      resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
      clusterSpec: wanted.clusterSpec ?? "ack.standard",
      clusterDomain: wanted.clusterDomain ?? "cluster.local",
      securityGroupId: wanted.securityGroupId ?? `sg-bp1${randomLetters(17)}`,
      workerRamRoleName: `KubernetesWorkerRole-${randomUUID()}`,
      slbId: `lb-bp1${randomLetters(18)}`,
      certificateKey: randomUUID(),
      apiServer: `https://${name}.${look.scope}.internal:6443`,
    };
  },
  describe: ({ id, scope, attributes }, look): Attributes => {
    const [gateway] = look.having("alicloud:natGateway", "vpcId", text(attributes, "vpcId"));
    return {
      ...(gateway && { natGatewayId: gateway.id }),
      ...(attributes.enableRrsa === true && {
        rrsaMetadata: {
          enabled: true,
          ramOidcProviderName: `ack-rrsa-${id}`,
          ramOidcProviderArn: `acs:ram::${ACCOUNT_ID}:oidc-provider/ack-rrsa-${id}`,
          rrsaOidcIssuerUrl: `https://oidc-ack-${scope}.oss-${scope}.aliyuncs.com/${id}`,
        },
      }),
    };
  },
};

function podPlaces(wanted: Attributes, look: Look): readonly Attributes[] {
  return texts(wanted, "podVswitchIds").map((id) => look.get("alicloud:vswitch", id)?.attributes ?? {});
}

/** Services have addresses that nothing in the VPC has. */
function checkServices(wanted: Attributes, vpcId: string, look: Look): void {
  const services = text(wanted, "serviceCidr");
  const vpc = text(look.get("alicloud:vpc", vpcId)?.attributes ?? {}, "cidrBlock");
  const [inner, outer] = [parseBlock(services), parseBlock(vpc)];
  if (!inner || !outer || !overlap(inner, outer)) return;
  look.refuse("InvalidParameter", `The service CIDR overlaps with the VPC's. (${services}, ${vpc})`);
}

/** Terway gives pods addresses of vSwitches, Flannel of a block of its own: a cluster has one of them. */
function checkNetwork(wanted: Attributes, look: Look): void {
  const terway = texts(wanted, "podVswitchIds").length > 0;
  if (terway === (text(wanted, "podCidr") !== "")) {
    look.refuse("InvalidParameter", "Either pod_vswitch_ids (Terway) or pod_cidr (Flannel) is needed.");
  }
  const wantsTerway = addonNames(wanted).some((name) => name.startsWith("terway"));
  if (terway !== wantsTerway && addonNames(wanted).length > 0) {
    look.refuse("InvalidParameter", `The network add-on doesn't fit. (${addonNames(wanted).join(", ")})`);
  }
}

function addonNames({ addons }: Attributes): readonly string[] {
  return (Array.isArray(addons) ? addons : []).map((addon) => (isRecord(addon) ? text(addon, "name") : ""));
}

/** In a cluster, and gone with it. */
export const OF_CLUSTER: Reference = {
  attribute: "clusterId",
  to: "alicloud:ackCluster",
  missing: CLUSTER_NOT_FOUND,
  busy: CLUSTER_BUSY,
  follows: true,
};

export const ackNodePool: ResourceType = {
  type: "alicloud:ackNodePool",
  service: "Cs",
  actions: {
    create: "CreateClusterNodePool",
    describe: "DescribeClusterNodePoolDetail",
    modify: "ModifyClusterNodePool",
    remove: "DeleteClusterNodepool",
  },
  nameAttribute: "nodePoolName",
  sealed: ["password"],
  id: () => `np${createHash("sha256").update(randomUUID()).digest("hex").slice(0, 32)}`,
  notFound: { code: "ErrorNodePoolNotFound", message: "The node pool is not found." },
  references: [OF_CLUSTER, clusterVswitches("vswitchIds")],
  unique: [
    {
      attributes: ["clusterId", "nodePoolName"],
      taken: { code: "ErrorNodePoolNameAlreadyExist", message: "The node pool name exists already." },
    },
  ],
  lifecycle: {
    attribute: "state",
    begins: "initial",
    becomes: "active",
    seconds: 300,
    ends: "deleting",
    endSeconds: 120,
    busy: {
      code: "OperationConflict",
      message: "The state of the node pool does not support this operation.",
    },
  },
  check(wanted, look, before) {
    const cluster = look.get("alicloud:ackCluster", text(wanted, "clusterId"));
    const vpcId = cluster?.attributes.vpcId;
    for (const id of texts(wanted, "vswitchIds")) {
      if (look.get("alicloud:vswitch", id)?.attributes.vpcId === vpcId) continue;
      look.refuse("InvalidParameter", `The vSwitch isn't in the cluster's VPC. (${id})`);
    }
    for (const type of texts(wanted, "instanceTypes")) checkMachine(type, look);
    const disk = numeric(wanted, "systemDiskSize") ?? DISK_GIB.least;
    if (disk < DISK_GIB.least || disk > DISK_GIB.most) {
      look.refuse(
        "InvalidParameter",
        `A system disk has ${DISK_GIB.least} to ${DISK_GIB.most} GiB. (${disk})`,
      );
    }
    checkSizes(wanted, cluster?.attributes ?? {}, look, before?.id);
  },
  complete: (wanted, look) => ({
    nodePoolId: null,
    type: wanted.type ?? "ess",
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    createTime: timestamp(look.now),
    scalingGroupId: `asg-bp1${randomLetters(17)}`,
    imageType: wanted.imageType ?? "AliyunLinux3",
    instanceChargeType: wanted.instanceChargeType ?? "PostPaid",
  }),
  describe: ({ id }) => ({ nodePoolId: id }),
};

function checkMachine(type: string, look: Look): void {
  const size = sizeOf(type);
  if (size && size.cpu >= NODE.cpu && size.memory >= NODE.memory) return;
  look.refuse("InvalidInstanceType.NotSupported", `A node has 2 vCPU and 4 GiB or more. (${type})`);
}

/** Limits of scaling, alone and against what the edition of the cluster allows. */
function checkSizes(wanted: Attributes, cluster: Attributes, look: Look, self: string | undefined): void {
  const { least, most } = limitsOf(wanted);
  if (least > most) look.refuse("InvalidParameter", `min_size is above max_size. (${least}, ${most})`);
  if (cluster.clusterSpec !== "ack.standard") return;
  const others = look
    .all("alicloud:ackNodePool")
    .filter(({ id, attributes }) => id !== self && attributes.clusterId === wanted.clusterId)
    .reduce((sum, { attributes }) => sum + limitsOf(attributes).least, 0);
  if (others + least > STANDARD_NODES) {
    look.refuse(
      "QuotaExceeded.Node",
      `A standard cluster has ${STANDARD_NODES} nodes at most. (${others + least})`,
    );
  }
}

/** Nodes that a pool has: as many as it must when it scales by itself, as many as are wanted otherwise. */
export function nodesOf(pool: Attributes): number {
  return limitsOf(pool).least;
}

function limitsOf({ scalingConfig, desiredSize, nodeCount }: Attributes): {
  readonly least: number;
  readonly most: number;
} {
  if (isRecord(scalingConfig) && scalingConfig.enable !== false) {
    return { least: numeric(scalingConfig, "minSize") ?? 0, most: numeric(scalingConfig, "maxSize") ?? 0 };
  }
  const size = Number(desiredSize ?? nodeCount ?? 0);
  return { least: size, most: size };
}
