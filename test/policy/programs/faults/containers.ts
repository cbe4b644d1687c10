import * as t from "../../../../policy/types.ts";
import { type Fault, faults } from "./fault.ts";

const CONTAINER = "spec.template.spec.containers.0";

export const KUBERNETES_FAULTS: readonly Fault[] = [
  ...faults("cluster-network-policy", [t.CLUSTER, "ignored", { addons: [{ name: "terway-eniip" }] }]),
  ...faults(
    "cluster-audit-log",
    [t.CLUSTER, "none", { "auditLogConfig.enabled": false }],
    [t.CLUSTER, "without the API server", { controlPlaneLogComponents: ["kcm"] }],
  ),
  ...faults("cluster-upgrades", [
    t.CLUSTER,
    "by hand",
    { "operationPolicy.clusterAutoUpgrade.enabled": false },
  ]),
  ...faults("node-repair", [t.NODE_POOL, "by hand", { "management.autoRepair": false }]),
  ...faults("restricted-namespaces", [t.NAMESPACE, "anything", { "metadata.labels": {} }]),
  ...faults(
    "no-privileged-pods",
    [t.DEPLOYMENT, "privileged", { [`${CONTAINER}.securityContext.privileged`]: true }],
    [t.DEPLOYMENT, "in the node's network", { "spec.template.spec.hostNetwork": true }],
    [
      t.DEPLOYMENT,
      "with the node's files",
      { "spec.template.spec.volumes": [{ name: "v", hostPath: { path: "/" } }] },
    ],
    [t.DEPLOYMENT, "with more rights", { [`${CONTAINER}.securityContext.capabilities.add`]: ["NET_ADMIN"] }],
    [
      t.DEPLOYMENT,
      "on a port of the node",
      { [`${CONTAINER}.ports`]: [{ containerPort: 80, hostPort: 80 }] },
    ],
  ),
  ...faults(
    "non-root-pods",
    [
      t.DEPLOYMENT,
      "whoever the image says",
      { "spec.template.spec.securityContext.runAsNonRoot": undefined },
    ],
    [t.DEPLOYMENT, "root", { [`${CONTAINER}.securityContext.runAsUser`]: 0 }],
  ),
  ...faults(
    "no-privilege-escalation",
    [t.DEPLOYMENT, "by setuid", { [`${CONTAINER}.securityContext.allowPrivilegeEscalation`]: undefined }],
    [t.DEPLOYMENT, "by capabilities", { [`${CONTAINER}.securityContext.capabilities`]: undefined }],
  ),
  ...faults("system-call-filter", [
    t.DEPLOYMENT,
    "none",
    { "spec.template.spec.securityContext.seccompProfile": undefined },
  ]),
  ...faults("read-only-root", [
    t.DEPLOYMENT,
    "writable",
    { [`${CONTAINER}.securityContext.readOnlyRootFilesystem`]: false },
  ]),
  ...faults("restricted-volumes", [
    t.DEPLOYMENT,
    "another server's",
    { "spec.template.spec.volumes": [{ name: "v", nfs: { server: "nas", path: "/" } }] },
  ]),
  ...faults("image-digests", [
    t.DEPLOYMENT,
    "by tag",
    { [`${CONTAINER}.image`]: "hougu-registry-vpc.cn-hangzhou.cr.aliyuncs.com/hougu/api:1.0.0" },
  ]),
  ...faults("own-registry", [
    t.DEPLOYMENT,
    "everybody's",
    { [`${CONTAINER}.image`]: `docker.io/library/nginx@sha256:${"0".repeat(64)}` },
  ]),
  ...faults(
    "bounded-pods",
    [t.DEPLOYMENT, "no limit of memory", { [`${CONTAINER}.resources.limits`]: undefined }],
    [t.DEPLOYMENT, "no request", { [`${CONTAINER}.resources.requests`]: undefined }],
  ),
  ...faults("probed-pods", [t.DEPLOYMENT, "never asked", { [`${CONTAINER}.readinessProbe`]: undefined }]),
  ...faults(
    "disruption-budgets",
    [t.DEPLOYMENT, "none", { "metadata.namespace": "food" }],
    [t.DISRUPTION_BUDGET, "nobody may go", { "spec.maxUnavailable": 0 }],
  ),
  ...faults(
    "two-replicas",
    [t.DEPLOYMENT, "one pod", { "spec.replicas": 1 }],
    [t.POD_AUTOSCALER, "down to one", { "spec.minReplicas": 1 }],
    [t.SCALED_OBJECT, "down to none", { "spec.minReplicaCount": 0 }],
  ),
  ...faults("namespace-quotas", [t.NAMESPACE, "without end", { "metadata.name": "bare" }]),
  ...faults("ingress-over-tls", [t.INGRESS, "in plain HTTP", { "spec.tls": undefined }]),
];

export const IMAGES_FAULTS: readonly Fault[] = [
  ...faults(
    "private-repositories",
    [t.REGISTRY_REPOSITORY, "everybody's", { repoType: "PUBLIC" }],
    [t.PERSONAL_REPOSITORY, "everybody's", { repoType: "PUBLIC" }],
    [t.REGISTRY_NAMESPACE, "everybody's by default", { defaultVisibility: "PUBLIC" }],
    [t.PERSONAL_NAMESPACE, "made by whoever pushes", { autoCreate: true }],
  ),
  ...faults("immutable-tags", [t.REGISTRY_REPOSITORY, "that move", { tagImmutability: false }]),
  ...faults("scanned", [t.REGISTRY, "never", { imageScanner: undefined }]),
];

export const DOCKER_FAULTS: readonly Fault[] = [
  ...faults(
    "no-privileged-containers",
    [t.DOCKER_CONTAINER, "privileged", { privileged: true }],
    [t.DOCKER_CONTAINER, "in the host's network", { networkMode: "host" }],
    [t.DOCKER_CONTAINER, "with more rights", { "capabilities.adds": ["NET_ADMIN"] }],
    [t.DOCKER_CONTAINER, "with a device", { devices: [{ hostPath: "/dev/kmsg" }] }],
  ),
  ...faults(
    "capabilities-dropped",
    [t.DOCKER_CONTAINER, "the engine's default", { capabilities: undefined }],
    [t.DOCKER_CONTAINER, "gained by setuid", { securityOpts: undefined }],
  ),
  ...faults("read-only-containers", [t.DOCKER_CONTAINER, "writable", { readOnly: false }]),
  ...faults(
    "no-host-paths",
    [
      t.DOCKER_CONTAINER,
      "the engine's socket",
      { volumes: [{ hostPath: "/var/run/docker.sock", containerPath: "/s" }] },
    ],
    [t.DOCKER_CONTAINER, "a bind", { mounts: [{ type: "bind", source: "/etc", target: "/etc" }] }],
  ),
  ...faults(
    "non-root-containers",
    [t.DOCKER_CONTAINER, "whoever the image says", { user: undefined }],
    [t.DOCKER_CONTAINER, "root", { user: "0:0" }],
  ),
  ...faults(
    "bounded-containers",
    [t.DOCKER_CONTAINER, "memory without end", { memory: undefined }],
    [t.DOCKER_CONTAINER, "processes without end", { ulimits: undefined }],
  ),
  ...faults("digested-containers", [
    t.DOCKER_CONTAINER,
    "by tag",
    { image: "registry.example.com/danmaku:1" },
  ]),
  ...faults(
    "health-checked-containers",
    [t.DOCKER_CONTAINER, "never asked", { healthcheck: undefined }],
    [t.DOCKER_CONTAINER, "that stays down", { restart: "no" }],
  ),
  ...faults("bounded-logs", [t.DOCKER_CONTAINER, "without end", { logDriver: "json-file" }]),
];
