import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { planNodePools } from "../config/cluster-capacity.ts";
import type { Environment, MiniProgramName, Secrets } from "../config/environment.ts";
import { type KubernetesSettings, WORKLOADS, type WorkloadName } from "../config/kubernetes.ts";
import { instanceTypeFor } from "../host/instance-type.ts";
import type { SecretValues } from "../host/secret-values.ts";
import type { BrokerTrust } from "../kubernetes/autoscaling/keda.ts";
import { ManagedCluster } from "../kubernetes/cluster/managed-cluster.ts";
import { ServiceAccountRole } from "../kubernetes/cluster/service-account-role.ts";
import { ClusterWorkloads, type SecretRequest } from "../kubernetes/cluster-workloads.ts";
import { APP_SECRET, BROKER_SECRET, renderCluster } from "../kubernetes/render.ts";
import { WORKLOAD_FACTS } from "../kubernetes/workloads/catalogue.ts";
import type { Labels } from "../naming/labels.ts";
import type { AlicloudNetwork } from "../network/alicloud-network.ts";
import { AMQPS_PORT, MANAGEMENT_PORT, virtualHostOf } from "../rabbitmq/queues.ts";
import { planClusterTracing, TOKEN_SECRET, TRACING_NAMESPACE } from "../tracing/kubernetes.ts";
import { appSecrets } from "./app-secrets.ts";
import type { MessagingAccess } from "./messaging.ts";
import type { EnvironmentPlan, SubnetPlan } from "./plan-types.ts";

/** How its clients know that it is the broker: the company's own authority has signed it, or one that everybody knows. */
function trustOf({ environment, secrets }: KubernetesRequest): BrokerTrust {
  return environment.messaging?.kind === "cluster" && secrets.brokers ? "own authority" : "public authority";
}

/** What a cluster and its workloads are made of. */
export interface KubernetesRequest {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly labels: Labels;
  /** Present when something runs on Alibaba Cloud. */
  readonly network: AlicloudNetwork | undefined;
  readonly provider: pulumi.ProviderResource | undefined;
  /** How a mini-program's stores are reached, and what its pods may do with them: RAM policy documents by a short name. */
  readonly storesOf: (miniProgram: MiniProgramName) => {
    readonly podSecrets: SecretValues;
    readonly policies: Readonly<Record<string, pulumi.Input<string>>>;
  };
  readonly brokerOf: (miniProgram: MiniProgramName) => MessagingAccess | undefined;
  /** What must be there before pods ask for their broker: its names. */
  readonly brokersReady: readonly pulumi.Resource[];
  readonly secrets: Pick<Secrets, "brokers" | "messagingKey" | "traceToken">;
  readonly protect: boolean;
}

export interface CreatedKubernetes {
  readonly cluster: ManagedCluster;
  readonly workloads: ClusterWorkloads;
}

/** Makes the managed cluster of an environment and everything that runs on it, where its configuration has one. */
export function createKubernetes(request: KubernetesRequest): CreatedKubernetes | undefined {
  const { environment, network, provider } = request;
  const settings = environment.kubernetes;
  if (!settings || !network || !provider) return undefined;
  const context: Context = { ...request, settings, network, provider };
  const cluster = createCluster(context);
  const roles = createRoles(context, cluster);
  const kubernetes = new KubernetesProvider(
    "kubernetes",
    {
      kubeconfig: cluster.kubeconfig,
      // A kubeconfig that is renewed is the same cluster.
      clusterIdentifier: cluster.clusterId,
      enableServerSideApply: true,
    },
    { dependsOn: [...cluster.ready] },
  );
  const workloads = new ClusterWorkloads(
    "apps",
    {
      objects: renderCluster({
        settings,
        labels: context.labels,
        blocks: {
          loadBalancer: subnetsOf(context.plan, "balancer").map(({ cidr }) => cidr),
          stores: subnetsOf(context.plan, "stores").map(({ cidr }) => cidr),
          brokersOf: (miniProgram) => context.brokerOf(miniProgram)?.blocks ?? [],
        },
        appSettings: () => ({}),
        tracing:
          environment.observability?.traces &&
          planClusterTracing(environment.observability.traces, environment),
        brokerOf: (miniProgram) => context.brokerOf(miniProgram) && trustOf(context),
        ramRoleOf: (miniProgram, workload) =>
          roles.has(miniProgram) && WORKLOAD_FACTS[workload].peers.includes("alicloud")
            ? context.labels.physicalName(roleName(miniProgram, workload))
            : undefined,
      }),
      secrets: [...workloadSecrets(context), ...brokerSecrets(context), ...traceSecrets(context)],
      balancer: settings.domains && {
        name: context.labels.physicalName("cluster"),
        vswitchIds: subnetsOf(context.plan, "balancer").map(({ name }) => idOf(network, name)),
      },
      after: [...[...roles.values()].flat(), ...request.brokersReady],
      tags: context.labels.tags("platform"),
    },
    { provider: kubernetes },
  );
  return { cluster, workloads };
}

interface Context extends KubernetesRequest {
  readonly settings: KubernetesSettings;
  readonly network: AlicloudNetwork;
  readonly provider: pulumi.ProviderResource;
}

function createCluster(context: Context): ManagedCluster {
  const { environment, plan, settings, labels, network, provider, protect } = context;
  const { instanceFamilies, diskCategory } = environment.alicloud;
  const idsOf = (tier: SubnetPlan["tier"]) => subnetsOf(plan, tier).map(({ name }) => idOf(network, name));
  return new ManagedCluster(
    "cluster",
    {
      labels,
      settings,
      pools: planNodePools(settings),
      instanceType: instanceTypeFor(settings.nodes.machine, instanceFamilies),
      diskCategory,
      nodeVswitchIds: idsOf("nodes"),
      podVswitchIds: idsOf("pods"),
      logDays: environment.retention.logsDays,
      kmsInstanceId: environment.data?.key?.kmsInstanceId,
      balanced: settings.domains !== undefined,
      protect,
    },
    // Nodes fetch their packages and images by the way out.
    { provider, dependsOn: [network] },
  );
}

/** RAM roles of the workloads that work with Alibaba Cloud's own services, where there is something that they may do. */
function createRoles(context: Context, cluster: ManagedCluster): Map<MiniProgramName, ServiceAccountRole[]> {
  const { environment, labels, provider, storesOf } = context;
  const roles = new Map<MiniProgramName, ServiceAccountRole[]>();
  for (const { name: miniProgram } of environment.miniPrograms) {
    const { policies } = storesOf(miniProgram);
    if (Object.keys(policies).length === 0) continue;
    const wanting = WORKLOADS.filter((workload) => WORKLOAD_FACTS[workload].peers.includes("alicloud"));
    roles.set(
      miniProgram,
      wanting.map(
        (workload) =>
          new ServiceAccountRole(
            roleName(miniProgram, workload),
            {
              roleName: labels.physicalName(roleName(miniProgram, workload)),
              description: `Pods of ${miniProgram}/${workload}: what its stores allow, nothing else`,
              serviceAccount: { namespace: miniProgram, name: workload },
              oidc: cluster.oidc,
              policies,
              tags: labels.tags(miniProgram),
            },
            { provider },
          ),
      ),
    );
  }
  return roles;
}

function roleName(miniProgram: MiniProgramName, workload: WorkloadName): string {
  return `${miniProgram}-pods-${workload}`;
}

/** One Secret for each workload. */
function workloadSecrets(context: Context): SecretRequest[] {
  const { environment, storesOf, brokerOf } = context;
  const { brokers, messagingKey } = context.secrets;
  const authority = trustOf(context) === "own authority" ? brokers?.authority : undefined;
  return environment.miniPrograms.flatMap(({ name: miniProgram }) => {
    const stores = storesOf(miniProgram).podSecrets;
    const broker = brokerOf(miniProgram);
    return WORKLOADS.map((workload) => ({
      namespace: miniProgram,
      name: `${APP_SECRET}-${workload}`,
      values: appSecrets({ miniProgram, workload, stores, broker, authority, messagingKey }),
    }));
  });
}

/** What KEDA signs in with, once for each namespace: a user that may look at lengths and nothing else. */
function brokerSecrets(context: Context): SecretRequest[] {
  return context.environment.miniPrograms.flatMap(({ name }): SecretRequest[] => {
    const broker = context.brokerOf(name);
    if (!broker) return [];
    const authority = trustOf(context) === "own authority" ? context.secrets.brokers?.authority : undefined;
    const values: SecretRequest["values"] = {
      host: addressFor(name, broker, context.environment.messaging?.kind === "cluster"),
      ...(authority === undefined ? {} : { tls: "enable", ca: authority }),
    };
    return [{ namespace: name, name: BROKER_SECRET, values }];
  });
}

/** What the samplers show to Alibaba Cloud's trace service. */
function traceSecrets({ secrets: { traceToken } }: Context): SecretRequest[] {
  if (traceToken === undefined) return [];
  return [
    { namespace: TRACING_NAMESPACE, name: TOKEN_SECRET.name, values: { [TOKEN_SECRET.key]: traceToken } },
  ];
}

/** RabbitMQ tells lengths by its management API; a managed service has none, and tells them by AMQP. */
function addressFor(
  miniProgram: MiniProgramName,
  broker: MessagingAccess,
  hasManagement: boolean,
): pulumi.Output<string> {
  const login = pulumi.interpolate`autoscaler:${encoded(broker.passwordOf("autoscaler"))}`;
  return hasManagement
    ? pulumi.interpolate`https://${login}@${broker.host}:${MANAGEMENT_PORT}/`
    : pulumi.interpolate`amqps://${login}@${broker.host}:${AMQPS_PORT}/${virtualHostOf(miniProgram)}`;
}

function encoded(password: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(password).apply(encodeURIComponent);
}

function subnetsOf({ subnets }: EnvironmentPlan, tier: SubnetPlan["tier"]): readonly SubnetPlan[] {
  return subnets.filter((subnet) => subnet.tier === tier);
}

function idOf({ vswitchIds }: AlicloudNetwork, subnet: string): pulumi.Output<string> {
  const id = vswitchIds[subnet];
  if (id === undefined) throw new Error(`the network has no vSwitch ${subnet}: a defect of plan.ts`);
  return id;
}
