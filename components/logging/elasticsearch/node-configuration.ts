import { stringify } from "yaml";
import { IMPORTED_PATTERN, STREAM_PATTERN } from "../index-names.ts";
import { S3_CLIENT } from "./snapshots.ts";

/** A node of the cluster, this one or another. */
export interface SearchNode {
  /** Host name, a DNS label. */
  readonly name: string;
  readonly address: string;
  /** `hot` takes the lines that come in, `warm` keeps those that don't change any more. */
  readonly tier: "hot" | "warm";
}

export interface NodeConfigurationArgs {
  /** Host name of this node; must be among the nodes. */
  readonly name: string;
  /** Every node, this one too. */
  readonly nodes: readonly SearchNode[];
  /** What people call the cluster, e.g. `hougu-prod-logs`. */
  readonly clusterName: string;
  /** Endpoint of OSS for snapshots, e.g. `oss-cn-hangzhou-internal.aliyuncs.com`; absent without snapshots. */
  readonly ossEndpoint?: string | undefined;
}

export const HTTP_PORT = 9200;
export const TRANSPORT_PORT = 9300;
export const TLS_FOLDER = "/etc/elasticsearch/tls";

/** Nodes that may lead: an odd number, so that one side of a cut has the majority; hot ones first, which are always there. */
export function mastersOf(nodes: readonly SearchNode[]): readonly SearchNode[] {
  const hotFirst = [...nodes].sort((a, b) => (a.tier === b.tier ? 0 : a.tier === "hot" ? -1 : 1));
  return hotFirst.slice(0, nodes.length >= 3 ? 3 : 1);
}

/** elasticsearch.yml of Elasticsearch 7.17. */
export function nodeConfiguration(args: NodeConfigurationArgs): string {
  const { name, nodes, clusterName, ossEndpoint } = args;
  const own = nodes.find((node) => node.name === name);
  if (!own) throw new Error(`${name} is none of the nodes ${nodes.map((node) => node.name).join(", ")}`);
  const masters = mastersOf(nodes);
  const isMaster = masters.some((node) => node.name === name);
  const settings = {
    "cluster.name": clusterName,
    "node.name": name,
    "node.roles": [
      ...(isMaster ? ["master"] : []),
      ...(own.tier === "hot" ? ["data_hot", "data_content", "ingest"] : ["data_warm"]),
    ],
    "path.data": "/var/lib/elasticsearch",
    "path.logs": "/var/log/elasticsearch",
    // A heap that is swapped out is a node that is gone.
    "bootstrap.memory_lock": true,
    "network.host": own.address,
    "http.port": HTTP_PORT,
    "transport.port": TRANSPORT_PORT,
    ...(nodes.length === 1
      ? { "discovery.type": "single-node" }
      : {
          "discovery.seed_hosts": masters.map((node) => `${node.address}:${TRANSPORT_PORT}`),
          // Only when there is no cluster yet; a node that finds one joins it.
          "cluster.initial_master_nodes": masters.map((node) => node.name),
        }),
    // Nothing makes an index by a mistaken name.
    "action.auto_create_index": `${STREAM_PATTERN},${IMPORTED_PATTERN},.*`,
    "action.destructive_requires_name": true,
    "xpack.security.enabled": true,
    "xpack.security.authc.api_key.enabled": true,
    ...tls("xpack.security.http.ssl"),
    ...tls("xpack.security.transport.ssl"),
    "xpack.security.transport.ssl.verification_mode": "full",
    ...(ossEndpoint === undefined
      ? {}
      : {
          [`s3.client.${S3_CLIENT}.endpoint`]: ossEndpoint,
          [`s3.client.${S3_CLIENT}.protocol`]: "https",
          // OSS wants the bucket in the host's name, and signs no chunks.
          [`s3.client.${S3_CLIENT}.path_style_access`]: false,
          [`s3.client.${S3_CLIENT}.disable_chunked_encoding`]: true,
        }),
  };
  return `# Made by Hougu. Change the program, not this file.\n${stringify(settings, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function tls(prefix: string): Readonly<Record<string, unknown>> {
  return {
    [`${prefix}.enabled`]: true,
    [`${prefix}.certificate`]: `${TLS_FOLDER}/certificate.pem`,
    [`${prefix}.key`]: `${TLS_FOLDER}/private-key.pem`,
    [`${prefix}.certificate_authorities`]: [`${TLS_FOLDER}/authority.pem`],
    [`${prefix}.supported_protocols`]: ["TLSv1.3", "TLSv1.2"],
  };
}
