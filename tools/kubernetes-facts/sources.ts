/** Whose schemas the sandbox keeps, and the Go modules in which their authors publish them. */
export const KUBERNETES = {
  module: "k8s.io/kubernetes",
  version: "v1.34.3",
  folder: "api/openapi-spec/v3",
} as const;

/** Custom resource definitions that ACK's add-ons bring. */
export const DEFINITIONS = [
  {
    module: "github.com/kedacore/keda/v2",
    version: "v2.16.1",
    files: [
      "config/crd/bases/keda.sh_scaledobjects.yaml",
      "config/crd/bases/keda.sh_triggerauthentications.yaml",
    ],
  },
  {
    module: "k8s.io/autoscaler/vertical-pod-autoscaler",
    version: "v1.4.1",
    files: ["deploy/vpa-v1-crd-gen.yaml"],
  },
] as const;

/** Kinds that the sandbox's API server has. */
export const KINDS: readonly string[] = [
  "v1/ConfigMap",
  "v1/LimitRange",
  "v1/Namespace",
  "v1/PersistentVolumeClaim",
  "v1/ResourceQuota",
  "v1/Secret",
  "v1/Service",
  "v1/ServiceAccount",
  "apps/v1/DaemonSet",
  "apps/v1/Deployment",
  "apps/v1/StatefulSet",
  "autoscaling/v2/HorizontalPodAutoscaler",
  "batch/v1/CronJob",
  "batch/v1/Job",
  "networking.k8s.io/v1/Ingress",
  "networking.k8s.io/v1/IngressClass",
  "networking.k8s.io/v1/NetworkPolicy",
  "policy/v1/PodDisruptionBudget",
  "rbac.authorization.k8s.io/v1/ClusterRole",
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding",
  "rbac.authorization.k8s.io/v1/Role",
  "rbac.authorization.k8s.io/v1/RoleBinding",
  "scheduling.k8s.io/v1/PriorityClass",
];
