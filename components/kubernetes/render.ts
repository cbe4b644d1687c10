import {
  headroomPod,
  nodesAtMost,
  planNodePools,
  podMonthlyCny,
  podsPerNode,
  roomOf,
} from "../config/cluster-capacity.ts";
import { MINI_PROGRAMS, type MiniProgramName } from "../config/environment.ts";
import { imageOf, type KubernetesSettings, WORKLOADS } from "../config/kubernetes.ts";
import type { Labels } from "../naming/labels.ts";
import {
  type ClusterTracing,
  clusterTracing,
  TRACING_NAMESPACE,
  traceVariables,
} from "../tracing/kubernetes.ts";
import type { Autoscaling } from "./autoscaling/autoscaling.ts";
import { type BrokerTrust, brokerAuthentication } from "./autoscaling/keda.ts";
import { planAutoscaling } from "./autoscaling/plan-autoscaling.ts";
import { autoscalingObjects } from "./autoscaling/render.ts";
import type { KubernetesObject } from "./objects.ts";
import { headroom, priorityClasses } from "./priorities.ts";
import { eachWorkload, HTTP_PORT, WORKLOAD_FACTS } from "./workloads/catalogue.ts";
import { configMap } from "./workloads/config-map.ts";
import { deployment } from "./workloads/deployment.ts";
import { disruptionBudget } from "./workloads/disruption.ts";
import { ingress, ingressClass } from "./workloads/ingress.ts";
import { limitRange, namespace, resourceQuota, standardVersionOf } from "./workloads/namespace.ts";
import { defaultDeny, type NetworkBlocks, workloadPolicy } from "./workloads/network-policies.ts";
import { service } from "./workloads/service.ts";
import { serviceAccount } from "./workloads/service-account.ts";
import { signalsOf } from "./workloads/signals.ts";
import { plainVariables } from "./workloads/variables.ts";
import type { Workload } from "./workloads/workload.ts";

/** What is known when a cluster's objects are rendered, all of it plain. */
export interface ClusterArgs {
  readonly settings: KubernetesSettings;
  readonly labels: Labels;
  readonly blocks: NetworkBlocks;
  /** Plain settings of each mini-program's apps, beside those that every app has. */
  readonly appSettings: (miniProgram: MiniProgramName) => Readonly<Record<string, string>>;
  /** Who has signed the certificate of a mini-program's broker; undefined where it has no broker. */
  readonly brokerOf: (miniProgram: MiniProgramName) => BrokerTrust | undefined;
  /** Names of RAM roles, by mini-program and workload; absent for those without. */
  /** Collectors of traces; absent where nobody collects them. */
  readonly tracing?: ClusterTracing | undefined;
  readonly ramRoleOf: (miniProgram: MiniProgramName, workload: Workload["name"]) => string | undefined;
}

/** Namespace of what belongs to no mini-program. */
export const PLATFORM_NAMESPACE = "platform";
/** Secrets that the component makes of secret outputs; renderers know them by name alone. */
export const APP_SECRET = "app";
export const BROKER_SECRET = "broker-autoscaler";

/**
 * Everything that the cluster runs, as values, in an order in which it can be made: classes and namespaces first. Pure.
 *
 * @throws ScalingError when what is wanted costs more than is allowed, or fits no node
 */
export function renderCluster(args: ClusterArgs): KubernetesObject[] {
  const workloads = workloadsOf(args);
  return [
    ...priorityClasses(args.labels.tags("platform")),
    ...(args.settings.domains ? [ingressClass(args.labels.tags("platform"))] : []),
    ...platformObjects(args),
    ...tracingObjects(args),
    ...MINI_PROGRAMS.flatMap((name) => miniProgramObjects(name, args, workloads)),
    ...scalingObjects(args, workloads),
  ];
}

export function workloadsOf({ settings, labels, appSettings, tracing }: ClusterArgs): Workload[] {
  return eachWorkload((miniProgram, name) => ({
    miniProgram,
    name,
    facts: WORKLOAD_FACTS[name],
    settings: settings.workloads[miniProgram][name],
    image: settings.images[imageOf(miniProgram, name)],
    settingsOfApp: {
      ...plainVariables(miniProgram, name, WORKLOAD_FACTS[name].graceSeconds),
      // An image has the port of its Docker hosts.
      PORT: String(HTTP_PORT),
      ...(tracing ? traceVariables(tracing.environment) : {}),
      ...appSettings(miniProgram),
    },
    secretName: `${APP_SECRET}-${name}`,
    tags: labels.tags(miniProgram),
  }));
}

function platformObjects({ settings, labels }: ClusterArgs): KubernetesObject[] {
  if (settings.headroomPods === 0) return [];
  const tags = labels.tags("platform");
  const room = headroomPod(settings);
  const standardVersion = standardVersionOf(settings.version);
  return [
    namespace({ name: PLATFORM_NAMESPACE, partOf: "platform", standardVersion, tags }),
    ...defaultDeny(PLATFORM_NAMESPACE, tags),
    resourceQuota(PLATFORM_NAMESPACE, "platform", [{ ...room, pods: settings.headroomPods }], tags),
    headroom({
      namespace: PLATFORM_NAMESPACE,
      pods: settings.headroomPods,
      room,
      image: settings.images.pause,
      tags,
    }),
  ];
}

function tracingObjects({ settings, labels, tracing }: ClusterArgs): KubernetesObject[] {
  if (!tracing) return [];
  const tags = labels.tags("platform");
  const standardVersion = standardVersionOf(settings.version);
  return [
    namespace({ name: TRACING_NAMESPACE, partOf: "platform", standardVersion, tags }),
    ...defaultDeny(TRACING_NAMESPACE, tags),
    ...clusterTracing({ ...tracing, tags }),
  ];
}

function miniProgramObjects(
  name: MiniProgramName,
  { settings, labels, blocks, brokerOf, ramRoleOf, tracing }: ClusterArgs,
  all: readonly Workload[],
): KubernetesObject[] {
  const tags = labels.tags(name);
  const workloads = all.filter(({ miniProgram }) => miniProgram === name);
  const standardVersion = standardVersionOf(settings.version);
  const trust = brokerOf(name);
  // One pod more than the ceiling while an update runs.
  const runs = WORKLOADS.map((workload) => settings.workloads[name][workload]).map((size) => ({
    ...size,
    pods: size.ceiling + 1,
  }));
  return [
    namespace({ name, partOf: name, standardVersion, tags }),
    resourceQuota(name, name, runs, tags),
    limitRange(name, name, headroomPod(settings), tags),
    ...defaultDeny(name, tags),
    ...(trust ? [brokerAuthentication(name, BROKER_SECRET, trust, tags)] : []),
    ...workloads.flatMap((workload) => [
      serviceAccount(workload, ramRoleOf(name, workload.name)),
      configMap(workload),
      workloadPolicy(workload, blocks, tracing !== undefined),
      deployment(workload),
      service(workload),
      disruptionBudget(workload),
    ]),
    ...(settings.domains ? [ingress(name, settings.domains[name], workloads, tags)] : []),
  ];
}

function scalingObjects(
  { settings, brokerOf }: ClusterArgs,
  workloads: readonly Workload[],
): KubernetesObject[] {
  const node = roomOf(settings.nodes.machine);
  const nodes = nodesAtMost(planNodePools(settings));
  const pairs = workloads.map((workload) => ({
    workload,
    wanted: autoscalingOf(workload, brokerOf(workload.miniProgram) !== undefined),
  }));
  const plans = planAutoscaling(
    pairs.map(({ wanted }) => wanted),
    (one) => {
      const pod = pairs.find(({ wanted }) => wanted === one)?.workload.settings ?? headroomPod(settings);
      return {
        pod,
        podMonthlyCny: podMonthlyCny(pod, settings.nodes),
        podsOnNodes: podsPerNode(pod, node) * nodes,
      };
    },
  );
  return plans.flatMap((plan, index) => autoscalingObjects(plan, node, pairs[index]?.workload.tags ?? {}));
}

/** A workload's configuration as what the operator wants of its size. */
export function autoscalingOf({ miniProgram, name, settings }: Workload, hasBroker: boolean): Autoscaling {
  const { floor, ceiling, reactionSeconds, monthlyCny } = settings;
  return {
    target: { namespace: miniProgram, name },
    floor,
    ceiling,
    reactionSeconds,
    costCeiling: { monthlyCny },
    signals: signalsOf(miniProgram, name, settings, hasBroker),
  };
}
