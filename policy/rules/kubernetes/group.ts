import type { RuleGroup } from "../../rule.ts";
import { boundedPods } from "./bounded-pods.ts";
import { clusterAuditLog } from "./cluster-audit-log.ts";
import { clusterNetworkPolicy } from "./cluster-network-policy.ts";
import { clusterUpgrades } from "./cluster-upgrades.ts";
import { disruptionBudgets } from "./disruption-budgets.ts";
import { imageDigests } from "./image-digests.ts";
import { ingressOverTls } from "./ingress-over-tls.ts";
import { namespaceQuotas } from "./namespace-quotas.ts";
import { noPrivilegeEscalation } from "./no-privilege-escalation.ts";
import { noPrivilegedPods } from "./no-privileged-pods.ts";
import { nodeRepair } from "./node-repair.ts";
import { nonRootPods } from "./non-root-pods.ts";
import { ownRegistry } from "./own-registry.ts";
import { probedPods } from "./probed-pods.ts";
import { readOnlyRoot } from "./read-only-root.ts";
import { restrictedNamespaces } from "./restricted-namespaces.ts";
import { restrictedVolumes } from "./restricted-volumes.ts";
import { systemCallFilter } from "./system-call-filter.ts";
import { twoReplicas } from "./two-replicas.ts";

export const KUBERNETES: RuleGroup = {
  id: "kubernetes",
  title: { en: "Kubernetes: the cluster and its pods", zh: "Kubernetes：集群与容器组" },
  rules: [
    clusterNetworkPolicy,
    clusterAuditLog,
    clusterUpgrades,
    nodeRepair,
    restrictedNamespaces,
    noPrivilegedPods,
    nonRootPods,
    noPrivilegeEscalation,
    systemCallFilter,
    readOnlyRoot,
    restrictedVolumes,
    imageDigests,
    ownRegistry,
    boundedPods,
    probedPods,
    disruptionBudgets,
    twoReplicas,
    namespaceQuotas,
    ingressOverTls,
  ],
};
