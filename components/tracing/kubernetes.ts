import { createHash } from "node:crypto";
import { type Environment, MINI_PROGRAMS, type Tier } from "../config/environment.ts";
import type { TracesSettings } from "../config/observability.ts";
import { pinnedImage } from "../kubernetes/image.ts";
import { labelsFor, selectorOf } from "../kubernetes/labels.ts";
import type { Deployment, KubernetesObject, NetworkPolicy } from "../kubernetes/objects.ts";
import { everywhere, restrictedContainer, restrictedPod } from "../kubernetes/workloads/pod-security.ts";
import { isInternal, TOKEN_VARIABLE } from "./arms.ts";
import { type CollectorConfiguration, collectorYaml } from "./collector-configuration.ts";
import { type CollectorRole, QUEUE_FOLDER } from "./common.ts";
import { RELAY_SERVICE, TRACING_NAMESPACE } from "./places.ts";
import {
  HEALTH_PORT,
  OTLP_GRPC_PORT,
  OTLP_HTTP_PORT,
  OWN_METRICS_PORT,
  SAMPLER_PORT,
  SPAN_METRICS_PORT,
} from "./ports.ts";
import { relayConfiguration } from "./relay.ts";
import { type SamplerArgs, samplerConfiguration } from "./sampler.ts";

/** What a cluster's collectors are rendered from, beside their tags. */
export interface ClusterTracing extends Omit<SamplerArgs, "listen" | "memoryMiB"> {
  readonly environment: Tier;
  /** The official image `otel/opentelemetry-collector-contrib`, by digest. */
  readonly image: string;
  /** MiB of each pod. */
  readonly memoryMiB: { readonly relay: number; readonly sampler: number };
  /** Blocks in which Alibaba Cloud's trace service is reached, e.g. its internal one, 100.64.0.0/10. */
  readonly storeBlocks: readonly string[];
}

interface ClusterTracingArgs extends ClusterTracing {
  readonly tags: Readonly<Record<string, string>>;
}

/** Names of the Secret and of its key with the token; who places these objects makes it. */
export const TOKEN_SECRET = { name: "trace-token", key: "token" } as const;
const SAMPLER_SERVICE = "trace-sampler";

/** Two of each: one goes with its node, and the other one's share of traces goes on. */
const PODS = 2;
/** Room for what Alibaba Cloud hasn't taken: an hour of some hundred kept traces a second. */
const QUEUE_MIB = 2048;
/** Prometheus of ACK. */
const MONITORING_NAMESPACE = "arms-prom";
const DIGEST_LENGTH = 10;

/** MiB of spans, with their maps, that one new trace a second costs a sampler while it waits: 20 spans of a KiB, twice. */
const MIB_PER_TRACE = 1.2;
const LEAST_SAMPLER_MIB = 512;
const RELAY_MIB = 256;
/** Alibaba Cloud's own endpoints inside a VPC: https://www.alibabacloud.com/help/en/vpc/faq-10 */
const ALICLOUD_INTERNAL = "100.64.0.0/10";

/** What the configuration says of traces, as the collectors of a cluster want it. */
export function planClusterTracing(
  { endpoint, image, keptPercent, tracesPerSecond }: TracesSettings,
  environment: Environment,
): ClusterTracing {
  const internal = isInternal(endpoint);
  const sampler = Math.max(LEAST_SAMPLER_MIB, Math.ceil((tracesPerSecond / PODS) * MIB_PER_TRACE * 2) + 256);
  return {
    environment: environment.tier,
    image,
    keptPercent,
    // Each takes its share, and the other one's while that is away: the planned peak is twice the share.
    tracesPerSecond: Math.ceil(tracesPerSecond / PODS),
    store: { endpoint, plaintext: internal },
    storeBlocks: [internal ? ALICLOUD_INTERNAL : "0.0.0.0/0"],
    slowMs: Object.fromEntries(environment.miniPrograms.map(({ name, slo }) => [name, slo.latencyP99Ms])),
    memoryMiB: { relay: RELAY_MIB, sampler },
  };
}

/** Environment variables of an app in the cluster: where its spans go, and what they are found by. */
export function traceVariables(environment: Tier): Readonly<Record<string, string>> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${RELAY_SERVICE}.${TRACING_NAMESPACE}:${OTLP_HTTP_PORT}`,
    DEPLOYMENT_ENVIRONMENT: environment,
  };
}

/** Relays and samplers for a cluster's pods, in an order in which they can be made. Pure. */
export function clusterTracing(args: ClusterTracingArgs): KubernetesObject[] {
  const { memoryMiB } = args;
  const relay = relayConfiguration({
    listen: "0.0.0.0",
    // All pods that are ready, by a name that has their addresses: a dead one is gone from it within seconds.
    samplers: { on: "kubernetes", hostName: `${SAMPLER_SERVICE}.${TRACING_NAMESPACE}.svc.cluster.local` },
    memoryMiB: memoryMiB.relay,
  });
  const sampler = samplerConfiguration({ ...args, listen: "0.0.0.0", memoryMiB: memoryMiB.sampler });
  return [...objectsOf("relay", relay, args), ...objectsOf("sampler", sampler, args)];
}

function objectsOf(
  role: CollectorRole,
  configuration: CollectorConfiguration,
  args: ClusterTracingArgs,
): KubernetesObject[] {
  const { tags } = args;
  const namespace = TRACING_NAMESPACE;
  const name = nameOf(role);
  const text = collectorYaml(configuration);
  // Another configuration is another ConfigMap: pods roll when it changes.
  const map = `${name}-${createHash("sha256").update(text).digest("hex").slice(0, DIGEST_LENGTH)}`;
  const metadata = { name, namespace, labels: labelsFor(namespace, name, tags) };
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { ...metadata, name: map },
      immutable: true,
      data: { "collector.yaml": text },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: {
        // Relays are anybody's; samplers are told apart.
        ...(role === "relay" ? { type: "ClusterIP" as const } : { clusterIP: "None" }),
        selector: selectorOf(namespace, name),
        ports: clientPorts(role).map(([port, containerPort]) => ({
          name: port,
          port: containerPort,
          targetPort: port,
          protocol: "TCP" as const,
        })),
      },
    },
    policy(role, args),
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(namespace, name) } },
    },
    deployment(role, map, args),
  ];
}

function nameOf(role: CollectorRole): string {
  return role === "relay" ? RELAY_SERVICE : SAMPLER_SERVICE;
}

/** Names and numbers of the ports at which spans arrive. */
function clientPorts(role: CollectorRole): readonly (readonly [string, number])[] {
  return role === "relay"
    ? [
        ["otlp-grpc", OTLP_GRPC_PORT],
        ["otlp-http", OTLP_HTTP_PORT],
      ]
    : [["spans", SAMPLER_PORT]];
}

function metricPorts(role: CollectorRole): readonly (readonly [string, number])[] {
  return [
    ["own-metrics", OWN_METRICS_PORT[role]],
    ...(role === "sampler" ? ([["span-metrics", SPAN_METRICS_PORT]] as const) : []),
  ];
}

function deployment(role: CollectorRole, map: string, args: ClusterTracingArgs): Deployment {
  const { tags, image } = args;
  const namespace = TRACING_NAMESPACE;
  const name = nameOf(role);
  const labels = labelsFor(namespace, name, tags);
  const memory = `${args.memoryMiB[role]}Mi`;
  const health = { httpGet: { path: "/", port: "health" }, periodSeconds: 5, timeoutSeconds: 2 };
  const queue = role === "sampler";
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels },
    spec: {
      replicas: PODS,
      selector: { matchLabels: selectorOf(namespace, name) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: { labels },
        spec: {
          ...restrictedPod(),
          // A sampler decides on what it has, and sends it.
          terminationGracePeriodSeconds: 45,
          tolerations: everywhere(),
          topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
            (topologyKey) => ({
              maxSkew: 1,
              topologyKey,
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: selectorOf(namespace, name) },
            }),
          ),
          containers: [
            {
              name,
              image: pinnedImage(image),
              args: ["--config=/etc/otelcol/collector.yaml"],
              env: [
                { name: "GOMEMLIMIT", value: `${Math.floor(args.memoryMiB[role] * 0.9)}MiB` },
                ...(queue
                  ? [{ name: TOKEN_VARIABLE, valueFrom: { secretKeyRef: { ...TOKEN_SECRET } } }]
                  : []),
              ],
              ports: [...clientPorts(role), ...metricPorts(role), ["health", HEALTH_PORT[role]] as const].map(
                ([port, containerPort]) => ({ name: port, containerPort, protocol: "TCP" as const }),
              ),
              resources: { requests: { cpu: "100m", memory }, limits: { memory } },
              securityContext: restrictedContainer(),
              readinessProbe: health,
              livenessProbe: { ...health, failureThreshold: 6 },
              volumeMounts: [
                { name: "configuration", mountPath: "/etc/otelcol", readOnly: true },
                // Of the pod: it outlives a container that is killed, not a node.
                ...(queue ? [{ name: "queue", mountPath: QUEUE_FOLDER }] : []),
              ],
            },
          ],
          volumes: [
            { name: "configuration", configMap: { name: map } },
            ...(queue ? [{ name: "queue", emptyDir: { sizeLimit: `${QUEUE_MIB}Mi` } }] : []),
          ],
        },
      },
    },
  };
}

/** Spans come from the mini-programs' pods to relays, from relays to samplers, and from samplers to the service. */
function policy(role: CollectorRole, { tags, storeBlocks, store }: ClusterTracingArgs): NetworkPolicy {
  const namespace = TRACING_NAMESPACE;
  const name = nameOf(role);
  const tcp = (port: number) => ({ protocol: "TCP" as const, port });
  const inNamespace = (wanted: string) => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": wanted } },
  });
  const pods = (of: CollectorRole) => ({ podSelector: { matchLabels: selectorOf(namespace, nameOf(of)) } });
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, labels: labelsFor(namespace, name, tags) },
    spec: {
      podSelector: { matchLabels: selectorOf(namespace, name) },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: role === "relay" ? MINI_PROGRAMS.map(inNamespace) : [pods("relay")],
          ports: clientPorts(role).map(([, port]) => tcp(port)),
        },
        { from: [inNamespace(MONITORING_NAMESPACE)], ports: metricPorts(role).map(([, port]) => tcp(port)) },
      ],
      egress: [
        role === "relay"
          ? { to: [pods("sampler")], ports: [tcp(SAMPLER_PORT)] }
          : {
              to: storeBlocks.map((cidr) => ({ ipBlock: { cidr } })),
              ports: [tcp(Number(store.endpoint.split(":").at(-1)))],
            },
      ],
    },
  };
}

export { TRACING_NAMESPACE };
