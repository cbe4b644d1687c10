import * as t from "../../../../policy/types.ts";
import { LABELS, type Part, ref, TAGS as tags } from "./part.ts";

const DIGEST = `@sha256:${"0".repeat(64)}`;
const IMAGE = `hougu-registry-vpc.cn-hangzhou.cr.aliyuncs.com/hougu/api${DIGEST}`;
const matchLabels = { "app.kubernetes.io/name": "api" };
const labels = { ...matchLabels, ...tags };
const metadata = { name: "api", namespace: "artist", labels };
const httpGet = { path: "/readyz", port: 8080 };

/** The cluster, its nodes and the registry. */
export const CLUSTER: readonly Part[] = [
  {
    type: t.CLUSTER,
    name: "cluster",
    protect: true,
    props: {
      name: "cluster",
      vswitchIds: ["vsw-1"],
      podVswitchIds: ["vsw-2"],
      serviceCidr: "172.21.0.0/20",
      slbInternetEnabled: false,
      enableRrsa: true,
      encryptionProviderKey: "key-1",
      deletionProtection: true,
      addons: [{ name: "terway-eniip", config: '{"NetworkPolicy":"true"}' }],
      auditLogConfig: { enabled: true },
      controlPlaneLogComponents: ["apiserver", "kcm"],
      controlPlaneLogTtl: "180",
      operationPolicy: { clusterAutoUpgrade: { enabled: true, channel: "patch" } },
      maintenanceWindow: {
        enable: true,
        maintenanceTime: "2026-01-01T18:00:00.000+00:00",
        duration: "3h",
        weeklyPeriod: "Tuesday",
      },
      tags,
    },
  },
  {
    type: t.NODE_POOL,
    name: "spot",
    props: {
      clusterId: ref(t.CLUSTER, "cluster"),
      nodePoolName: "spot",
      vswitchIds: ["vsw-1"],
      instanceTypes: ["ecs.g7.xlarge"],
      instanceMetadataOptions: { httpTokens: "required" },
      systemDiskEncrypted: true,
      scalingConfig: { enable: true, minSize: 0, maxSize: 9 },
      spotStrategy: "SpotAsPriceGo",
      taints: [{ key: "hougu/capacity", value: "spot", effect: "NoSchedule" }],
      management: { enable: true, autoRepair: true, autoVulFix: true },
      tags,
    },
  },
  {
    type: t.REGISTRY,
    name: "images",
    props: {
      instanceName: "images",
      instanceType: "Basic",
      paymentType: "Subscription",
      period: 12,
      imageScanner: "ACR",
      tags,
    },
  },
  {
    type: t.REGISTRY_NAMESPACE,
    name: "apps",
    props: {
      instanceId: ref(t.REGISTRY, "images"),
      name: "apps",
      autoCreate: false,
      defaultVisibility: "PRIVATE",
    },
  },
  {
    type: t.PERSONAL_NAMESPACE,
    name: "apps",
    props: { name: "apps", autoCreate: false, defaultVisibility: "PRIVATE" },
  },
  {
    type: t.REGISTRY_REPOSITORY,
    name: "api",
    props: {
      instanceId: ref(t.REGISTRY, "images"),
      namespace: "apps",
      name: "api",
      repoType: "PRIVATE",
      summary: "api",
      tagImmutability: true,
    },
  },
  {
    type: t.PERSONAL_REPOSITORY,
    name: "api",
    props: { namespace: "apps", name: "api", repoType: "PRIVATE", summary: "api" },
  },
];

/** What runs in the cluster. */
export const KUBERNETES: readonly Part[] = [
  {
    type: t.NAMESPACE,
    name: "artist",
    props: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "artist", labels: { ...tags, "pod-security.kubernetes.io/enforce": "restricted" } },
    },
  },
  {
    type: t.NETWORK_POLICY,
    name: "default-deny",
    props: {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "default-deny", namespace: "artist" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
  },
  {
    type: t.RESOURCE_QUOTA,
    name: "quota",
    props: {
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "quota", namespace: "artist" },
      spec: { hard: { pods: "40" } },
    },
  },
  {
    type: t.CONFIG_MAP,
    name: "api",
    props: { apiVersion: "v1", kind: "ConfigMap", metadata, data: { LOG_LEVEL: "info" } },
  },
  {
    type: t.DEPLOYMENT,
    name: "api",
    props: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        replicas: 2,
        selector: { matchLabels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            serviceAccountName: "api",
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [
              {
                name: "api",
                image: IMAGE,
                ports: [{ containerPort: 8080 }],
                env: [
                  {
                    name: "DATABASE_PASSWORD",
                    valueFrom: { secretKeyRef: { name: "app", key: "password" } },
                  },
                ],
                readinessProbe: { httpGet },
                livenessProbe: { httpGet },
                resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "1Gi" } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ["ALL"] },
                },
              },
            ],
            volumes: [{ name: "scratch", emptyDir: {} }],
          },
        },
      },
    },
  },
  {
    type: t.SERVICE,
    name: "api",
    props: {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { type: "ClusterIP", selector: matchLabels, ports: [{ port: 80 }] },
    },
  },
  {
    type: t.DISRUPTION_BUDGET,
    name: "api",
    props: {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels } },
    },
  },
  {
    type: t.POD_AUTOSCALER,
    name: "api",
    props: {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata,
      spec: {
        minReplicas: 2,
        maxReplicas: 8,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
      },
    },
  },
  {
    type: t.SCALED_OBJECT,
    name: "worker",
    props: {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata,
      spec: {
        minReplicaCount: 2,
        maxReplicaCount: 8,
        scaleTargetRef: { name: "api" },
        triggers: [{ type: "cpu", metricType: "Utilization", metadata: { value: "65" } }],
      },
    },
  },
  {
    type: t.ALB_CONFIG,
    name: "alb",
    props: {
      apiVersion: "alibabacloud.com/v1",
      kind: "AlbConfig",
      metadata: { name: "alb" },
      spec: {
        config: {
          name: "alb",
          addressType: "Internet",
          edition: "StandardWithWaf",
          zoneMappings: [{ vSwitchId: "vsw-1" }, { vSwitchId: "vsw-2" }],
        },
        listeners: [{ port: 443, protocol: "HTTPS", securityPolicyId: "tls_cipher_policy_1_2" }],
      },
    },
  },
  {
    type: t.INGRESS,
    name: "public",
    props: {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { ...metadata, annotations: { "alb.ingress.kubernetes.io/ssl-redirect": "true" } },
      spec: {
        ingressClassName: "alb",
        tls: [{ hosts: ["apps.example.com"] }],
        rules: [
          {
            host: "apps.example.com",
            http: {
              paths: [
                {
                  path: "/",
                  pathType: "Prefix",
                  backend: { service: { name: "api", port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
  },
];

/** A container on a Docker host. */
export const DOCKER: readonly Part[] = [
  { type: t.DOCKER_NETWORK, name: "apps", props: { name: "apps", driver: "bridge", labels: LABELS } },
  {
    type: t.DOCKER_IMAGE,
    name: "danmaku",
    props: {
      imageName: "hougu-registry.cn-hangzhou.cr.aliyuncs.com/apps/danmaku:1",
      skipPush: true,
      buildOnPreview: false,
      build: { context: ".", args: { BUILDKIT_INLINE_CACHE: "1" } },
    },
  },
  {
    type: t.DOCKER_CONTAINER,
    name: "danmaku",
    props: {
      name: "danmaku",
      image: IMAGE,
      labels: LABELS,
      user: "10001:10001",
      readOnly: true,
      capabilities: { drops: ["ALL"] },
      securityOpts: ["no-new-privileges:true"],
      memory: 512,
      memorySwap: 512,
      ulimits: [{ name: "nproc", soft: 256, hard: 256 }],
      healthcheck: { tests: ["CMD", "true"] },
      restart: "unless-stopped",
      logDriver: "local",
      networksAdvanced: [{ name: ref(t.DOCKER_NETWORK, "apps", "name") }],
    },
  },
];
