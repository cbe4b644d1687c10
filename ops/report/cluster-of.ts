import type { Environment } from "../../components/config/environment.ts";
import { WORKLOADS } from "../../components/config/kubernetes.ts";
import { cardOf, firstOf, isGuarded } from "./card-of.ts";
import type { Card, Cluster, Namespace, Workload } from "./service-model.ts";
import {
  numberOf,
  recordsOf,
  type StateIndex,
  type StateResource,
  textOf,
  textsOf,
  valueAt,
} from "./state-index.ts";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const INGRESS = "kubernetes:networking.k8s.io/v1:Ingress";
const HPA = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const SCALED = "kubernetes:keda.sh/v1alpha1:ScaledObject";

/** The managed cluster with its node pools and what runs on it; nothing where the environment has none. */
export function clusterOf(environment: Environment, state: StateIndex): Cluster | undefined {
  if (!environment.kubernetes) return undefined;
  return {
    card: controlPlaneOf(environment.kubernetes, state),
    pools: poolsOf(environment.kubernetes, state),
    namespaces: namespacesOf(environment, state),
  };
}

type Settings = NonNullable<Environment["kubernetes"]>;

function controlPlaneOf(settings: Settings, state: StateIndex): Card {
  const [cluster] = state.ofType("alicloud:cs/managedKubernetes:ManagedKubernetes");
  const key = textOf(cluster, "encryptionProviderKey");
  const addons = state
    .ofType("alicloud:cs/kubernetesAddon:KubernetesAddon")
    .map((addon) => textOf(addon, "name"));
  return cardOf(
    "cluster",
    firstOf(textOf(cluster, "name"), "cluster"),
    cluster !== undefined,
    [
      ["version", firstOf(textOf(cluster, "version"), settings.version)],
      ["edition", firstOf(textOf(cluster, "clusterSpec"), settings.edition)],
      ["services", firstOf(textOf(cluster, "serviceCidr"), settings.serviceCidr)],
      [
        "encryption",
        key === ""
          ? ""
          : `KMS ${state.ofType("alicloud:kms/key:Key").find(({ id }) => id === key)?.name ?? key}`,
      ],
      ["addons", [...recordsOf(cluster, "addons").map(({ name }) => String(name)), ...addons].join(", ")],
    ],
    isGuarded(cluster),
  );
}

function poolsOf({ nodes }: Settings, state: StateIndex): Card[] {
  const pools = state.ofType("alicloud:cs/nodePool:NodePool");
  if (pools.length === 0) {
    const size = `${nodes.machine.cpus} vCPU · ${nodes.machine.memoryGiB} GiB`;
    return [
      cardOf("nodePool", "on-demand", false, [
        ["nodes", `≥ ${nodes.minimum}`],
        ["machine", size],
      ]),
      ...(nodes.spot ? [cardOf("nodePool", "spot", false, [["machine", size]])] : []),
    ];
  }
  const zones = new Map(
    state.ofType("alicloud:vpc/switch:Switch").map((vswitch) => [vswitch.id, textOf(vswitch, "zoneId")]),
  );
  return pools.map((pool) =>
    cardOf("nodePool", firstOf(textOf(pool, "nodePoolName"), pool.name), true, [
      ["nodes", `${textOf(pool, "scalingConfig", "minSize")}..${textOf(pool, "scalingConfig", "maxSize")}`],
      ["machine", textsOf(pool, "instanceTypes").join(", ")],
      ["storage", `${textOf(pool, "systemDiskSize")} GiB ${textOf(pool, "systemDiskCategory")}`],
      [
        "zones",
        textsOf(pool, "vswitchIds")
          .map((id) => zones.get(id) ?? id)
          .join(", "),
      ],
    ]),
  );
}

function namespaceOf(resource: StateResource): string {
  return textOf(resource, "metadata", "namespace");
}

function namespacesOf(environment: Environment, state: StateIndex): Namespace[] {
  const existing = new Set(
    state.ofType("kubernetes:core/v1:Namespace").map((resource) => textOf(resource, "metadata", "name")),
  );
  const planned = environment.miniPrograms.map(({ name }) => name as string);
  return [...new Set([...planned, ...existing])].map((name) => {
    const ingress = state.ofType(INGRESS).find((candidate) => namespaceOf(candidate) === name);
    return {
      name,
      exists: existing.has(name),
      ...(ingress && { ingress: ingressOf(ingress) }),
      workloads: workloadsOf(name, environment, state),
    };
  });
}

function ingressOf(ingress: StateResource): Card {
  const rules = recordsOf(ingress, "spec", "rules");
  const balancer = recordsOf(ingress, "status", "loadBalancer", "ingress").map(({ hostname, ip }) =>
    String(hostname ?? ip ?? ""),
  );
  return cardOf("ingress", rules.map(({ host }) => String(host ?? "")).join(", "), true, [
    ["cname", balancer.join(", ")],
    ["paths", rules.flatMap(pathsOf).join(", ")],
  ]);
}

function pathsOf(rule: Readonly<Record<string, unknown>>): string[] {
  const paths = (rule.http as { readonly paths?: unknown } | undefined)?.paths;
  return Array.isArray(paths) ? paths.map(({ path }: { path?: unknown }) => String(path ?? "/")) : [];
}

/** What is configured first, in its order; then whatever else there is, which only the program knows of (headroom). */
function workloadsOf(namespace: string, { kubernetes }: Environment, state: StateIndex): Workload[] {
  const deployments = state.ofType(DEPLOYMENT).filter((candidate) => namespaceOf(candidate) === namespace);
  const find = (name: string) => deployments.find((one) => textOf(one, "metadata", "name") === name);
  const configured = Object.entries(kubernetes?.workloads ?? {}).find(([name]) => name === namespace)?.[1];
  const planned = configured
    ? WORKLOADS.map((name): Workload => {
        const { floor, ceiling, cpuMillis, memoryMiB } = configured[name];
        const found = find(name);
        return {
          name,
          exists: found !== undefined,
          size: `${cpuMillis}m · ${memoryMiB} MiB`,
          ...(found ? scalingOf(found, state) : { floor, ceiling, scaling: "" }),
        };
      })
    : [];
  const names = new Set(planned.map(({ name }) => name));
  const others = deployments.filter((one) => !names.has(textOf(one, "metadata", "name")));
  return [...planned, ...others.map((one) => unplanned(one, state))];
}

function unplanned(deployment: StateResource, state: StateIndex): Workload {
  const [container] = recordsOf(deployment, "spec", "template", "spec", "containers");
  const requests = ((container?.resources as { requests?: unknown } | undefined)?.requests ?? {}) as Record<
    string,
    unknown
  >;
  const size = [requests.cpu, requests.memory]
    .filter((one) => typeof one === "string")
    .map((one) => one.replace(/Mi$/, " MiB"))
    .join(" · ");
  return {
    name: textOf(deployment, "metadata", "name"),
    exists: true,
    size,
    ...scalingOf(deployment, state),
  };
}

/** Between how many pods a Deployment moves, and by what. Without a scaler it has always as many. */
function scalingOf(
  deployment: StateResource,
  state: StateIndex,
): Pick<Workload, "floor" | "ceiling" | "scaling"> {
  const targets = (candidate: StateResource) =>
    namespaceOf(candidate) === namespaceOf(deployment) &&
    textOf(candidate, "spec", "scaleTargetRef", "name") === textOf(deployment, "metadata", "name");
  const keda = state.ofType(SCALED).find(targets);
  if (keda)
    return {
      floor: numberOf(keda, "spec", "minReplicaCount") ?? 0,
      ceiling: numberOf(keda, "spec", "maxReplicaCount") ?? 0,
      scaling: `KEDA: ${distinct(recordsOf(keda, "spec", "triggers").map(({ type }) => type))}`,
    };
  const hpa = state.ofType(HPA).find(targets);
  if (hpa)
    return {
      floor: numberOf(hpa, "spec", "minReplicas") ?? 1,
      ceiling: numberOf(hpa, "spec", "maxReplicas") ?? 1,
      scaling: `HPA: ${distinct(recordsOf(hpa, "spec", "metrics").map(metricOf))}`,
    };
  // An absent number is Kubernetes' own default.
  const replicas = valueAt(deployment, "spec", "replicas");
  const count = typeof replicas === "number" ? replicas : 1;
  return { floor: count, ceiling: count, scaling: "" };
}

function metricOf(metric: Readonly<Record<string, unknown>>): unknown {
  const { resource, pods, external } = metric as {
    readonly resource?: { readonly name?: unknown };
    readonly pods?: { readonly metric?: { readonly name?: unknown } };
    readonly external?: { readonly metric?: { readonly name?: unknown } };
  };
  return resource?.name ?? pods?.metric?.name ?? external?.metric?.name;
}

function distinct(names: readonly unknown[]): string {
  return [...new Set(names.filter((name) => typeof name === "string"))].join(", ");
}
