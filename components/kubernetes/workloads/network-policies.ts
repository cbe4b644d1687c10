import type { MiniProgramName } from "../../config/environment.ts";
import { WORKLOADS, type WorkloadName } from "../../config/kubernetes.ts";
import { AMQPS_PORT } from "../../rabbitmq/queues.ts";
import { RELAY_SERVICE, TRACING_NAMESPACE } from "../../tracing/places.ts";
import { OTLP_GRPC_PORT, OTLP_HTTP_PORT } from "../../tracing/ports.ts";
import { labelsFor, selectorOf } from "../labels.ts";
import type { KubernetesObject, NetworkPolicy } from "../objects.ts";
import { HTTP_PORT, type Peer, WORKLOAD_FACTS } from "./catalogue.ts";
import { namespaceOf, type Workload } from "./workload.ts";

/** IPv4 blocks that policies name, since what isn't in the cluster has no labels. */
export interface NetworkBlocks {
  /** Where the load balancer stands: it calls pods from addresses there. */
  readonly loadBalancer: readonly string[];
  /** Where databases and caches stand. */
  readonly stores: readonly string[];
  /** Where a mini-program's brokers stand: in the VPC, or beyond a line. */
  readonly brokersOf: (miniProgram: MiniProgramName) => readonly string[];
}

type Rule = NonNullable<NonNullable<NetworkPolicy["spec"]>["egress"]>[number];

/** Alibaba Cloud's own endpoints inside a VPC (OSS, KMS, STS): https://www.alibabacloud.com/help/en/vpc/faq-10 */
const ALICLOUD_INTERNAL = "100.64.0.0/10";
/** The metadata service: whoever reads it acts as the node. */
const METADATA = "100.100.100.200/32";
/** Blocks that the word internet doesn't mean (RFC 1918, RFC 6598, link-local). */
const NOT_INTERNET = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", ALICLOUD_INTERNAL, "169.254.0.0/16"];
/** NodeLocal DNSCache of ACK listens here on each node. */
const NODE_LOCAL_DNS = "169.254.20.10/32";
const MONITORING_NAMESPACE = "arms-prom";
const tcp = (port: number) => ({ protocol: "TCP" as const, port });

/** Nothing goes in or out of a namespace, except to ask for names. */
export function defaultDeny(namespace: string, tags: Readonly<Record<string, string>>): KubernetesObject[] {
  const policy = (name: string, spec: NetworkPolicy["spec"]): NetworkPolicy => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, labels: labelsFor(namespace, name, tags) },
    ...(spec ? { spec } : {}),
  });
  return [
    policy("default-deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
    policy("dns", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
              podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
            { ipBlock: { cidr: NODE_LOCAL_DNS } },
          ],
          ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
        },
      ],
    }),
  ];
}

/** To the relays of traces, wherever they stand. */
const relays: Rule = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": TRACING_NAMESPACE } },
      podSelector: { matchLabels: selectorOf(TRACING_NAMESPACE, RELAY_SERVICE) },
    },
  ],
  ports: [tcp(OTLP_GRPC_PORT), tcp(OTLP_HTTP_PORT)],
};

/** What one workload needs above that: its callers and those that it calls. */
export function workloadPolicy(workload: Workload, blocks: NetworkBlocks, traced = false): KubernetesObject {
  const { miniProgram, name, facts, tags } = workload;
  const pods = (workload: WorkloadName) => ({
    podSelector: { matchLabels: selectorOf(miniProgram, workload) },
  });
  const called = WORKLOADS.filter((other) => WORKLOAD_FACTS[other].callers.includes(name));
  const egress = [
    ...facts.peers.flatMap((peer) => way(peer, miniProgram, blocks)),
    ...(traced ? [relays] : []),
    ...(called.length === 0 ? [] : [{ to: called.map(pods), ports: [tcp(HTTP_PORT)] }]),
  ];
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: namespaceOf(workload), labels: labelsFor(miniProgram, name, tags) },
    spec: {
      podSelector: { matchLabels: selectorOf(miniProgram, name) },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": MONITORING_NAMESPACE } } },
          ],
          ports: [tcp(HTTP_PORT)],
        },
        ...(facts.callers.length === 0 ? [] : [{ from: facts.callers.map(pods), ports: [tcp(HTTP_PORT)] }]),
        // An empty list of callers would mean everybody.
        ...(facts.publicPath === undefined || blocks.loadBalancer.length === 0
          ? []
          : [{ from: blocks.loadBalancer.map((cidr) => ({ ipBlock: { cidr } })), ports: [tcp(HTTP_PORT)] }]),
      ],
      egress,
    },
  };
}

/** Ports of MySQL and MariaDB, of Redis, and of TLS. */
const MYSQL_PORT = 3306;
const REDIS_PORT = 6379;
const HTTPS_PORT = 443;

function way(peer: Peer, miniProgram: MiniProgramName, { stores, brokersOf }: NetworkBlocks): Rule[] {
  // An empty list would mean everywhere.
  const to = (cidrs: readonly string[], port: number): Rule[] =>
    cidrs.length === 0 ? [] : [{ to: cidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: [tcp(port)] }];
  switch (peer) {
    case "broker":
      return to(brokersOf(miniProgram), AMQPS_PORT);
    case "database":
      return to(stores, MYSQL_PORT);
    case "cache":
      return to(stores, REDIS_PORT);
    case "alicloud":
      return [
        { to: [{ ipBlock: { cidr: ALICLOUD_INTERNAL, except: [METADATA] } }], ports: [tcp(HTTPS_PORT)] },
      ];
    case "internet":
      return [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: NOT_INTERNET } }], ports: [tcp(HTTPS_PORT)] }];
  }
}
