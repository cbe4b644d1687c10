import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { planNodePools } from "../../../components/config/cluster-capacity.ts";
import { ManagedCluster } from "../../../components/kubernetes/cluster/managed-cluster.ts";
import { ServiceAccountRole } from "../../../components/kubernetes/cluster/service-account-role.ts";
import { labelsOf } from "../../../components/naming/labels.ts";
import { environmentOf } from "../../program/recorded.ts";

/** Managed Kubernetes as both environments configure it. */
export function clusterTypes(vswitchId: Input<string>, opts: CustomResourceOptions): void {
  for (const tier of ["dev", "prod"] as const) {
    const environment = environmentOf(tier);
    const settings = environment.kubernetes;
    if (!settings) continue;
    const labels = labelsOf(environment);
    const cluster = new ManagedCluster(
      `cluster-${tier}`,
      {
        labels,
        settings,
        pools: planNodePools(settings),
        instanceType: "ecs.g7.xlarge",
        diskCategory: environment.alicloud.diskCategory,
        nodeVswitchIds: [vswitchId],
        podVswitchIds: [vswitchId],
        logDays: environment.retention.logsDays,
        balanced: settings.domains !== undefined,
        protect: tier === "prod",
      },
      opts,
    );
    new ServiceAccountRole(
      `pods-${tier}`,
      {
        roleName: labels.physicalName("artist-pods-api"),
        description: "Pods of artist/api",
        serviceAccount: { namespace: "artist", name: "api" },
        oidc: cluster.oidc,
        policies: { pictures: labels.physicalName("pictures") },
        tags: labels.tags("artist"),
      },
      opts,
    );
  }
}
